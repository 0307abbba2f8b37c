"""Item → Reading: language, sentences, syntax, names, attributions; the model and the only model runtime. It codes nothing."""
