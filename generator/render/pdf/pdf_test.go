package pdf

import (
	"os"
	"testing"
)

// TestPages writes the sample book to $PAGES for a look by eye.
func TestPages(t *testing.T) {
	path := os.Getenv("PAGES")
	if path == "" {
		t.Skip("PAGES is not set")
	}
	out, diags := Book(sampleBook(), testStyle(t), testFonts(t))
	for _, d := range diags {
		t.Errorf("%s %s", d.Code, d.Message)
	}
	if err := os.WriteFile(path, out, 0o644); err != nil {
		t.Fatal(err)
	}
}
