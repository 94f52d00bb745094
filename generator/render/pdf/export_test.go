package pdf

// What the tests of the whole pipeline need: they import book, and so stand outside.
var (
	Problems  = problems
	TestFonts = testFonts
	DocText   = docText
	SetText   = setText
)
