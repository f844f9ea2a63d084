"""House Markdown: CommonMark with pipe tables, citations and a strict front matter.

`read` and `write` are imported by themselves: most commands only read.
"""
