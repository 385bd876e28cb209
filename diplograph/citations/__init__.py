"""Citations of sources and facts with the day of access: BibTeX, CSL-JSON, RIS, Chicago notes.

Pure. ``work`` is what is cited, the others are the forms.
Names are kept whole: a record does not say which part of an author's name is the family's.
"""
