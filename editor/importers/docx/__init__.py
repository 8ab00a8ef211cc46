"""A Word document → an issue: by its headings, by its look, or like the text; and our own documents whole.

Paragraphs are read in order (``story``), their numbers written out (``lists``), headings told from text (``headings``);
the rest is what every importer does (:mod:`editor.importers.lines`). A document of ours also carries its issue
(``carried``); where its text was not changed, that issue comes back.
"""
