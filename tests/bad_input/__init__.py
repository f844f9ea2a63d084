"""What a clinic may feed the program by mistake, from the command line to the output folder."""
