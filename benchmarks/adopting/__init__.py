"""How well existing translations are taken in: corpora, disturbances, training, figures."""
