import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files with veraPDF.
 *
 * Arguments: flavours separated by commas (ua1,2a), then files. Prints one line a file and flavour:
 * verdict, flavour, file, and for a failure each broken rule with how often and why, separated by
 * tabs. The exit code is the number of failures, at most 100.
 */
public final class Judge {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        int failures = 0;
        for (int i = 1; i < arguments.length; i++) {
            for (String name : arguments[0].split(",")) {
                failures += passes(arguments[i], PDFAFlavour.byFlavourId(name)) ? 0 : 1;
            }
        }
        System.exit(Math.min(failures, 100));
    }

    private static boolean passes(String file, PDFAFlavour flavour) {
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            TreeMap<String, Integer> broken = new TreeMap<>();
            for (TestAssertion test : result.getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    String why = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber()
                            + " " + test.getMessage() + " " + test.getErrorMessage();
                    broken.merge(why.replaceAll("\\s+", " "), 1, Integer::sum);
                }
            }
            StringBuilder line = new StringBuilder(result.isCompliant() ? "PASS" : "FAIL");
            line.append('\t').append(flavour.getId()).append('\t').append(file);
            broken.forEach((why, times) -> line.append('\t').append(times).append("x ").append(why));
            System.out.println(line);
            return result.isCompliant();
        } catch (Exception error) {
            System.out.println("FAIL\t" + flavour.getId() + "\t" + file + "\t" + error);
            return false;
        }
    }
}
