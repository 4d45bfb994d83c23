import java.io.File;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** What PDFBox gets out of PDFs: a form feed behind each page, a zero byte behind each file. */
public class Readers {
    public static void main(String[] files) throws Exception {
        java.io.PrintStream out = new java.io.PrintStream(System.out, false, "UTF-8");
        for (String file : files) {
            try (PDDocument document = Loader.loadPDF(new File(file))) {
                PDFTextStripper stripper = new PDFTextStripper();
                for (int page = 1; page <= document.getNumberOfPages(); page++) {
                    stripper.setStartPage(page);
                    stripper.setEndPage(page);
                    out.print(stripper.getText(document) + "\f");
                }
            }
            out.print('\0');
        }
        out.flush();
    }
}
