package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"budgetbook/generator/judge"
	"budgetbook/generator/render/pdf/finish"
)

// plainBook is the sample book in the plain form.
func plainBook(t *testing.T) []byte {
	t.Helper()
	p := testPress(t)
	p.Form = finish.Plain
	out, diags := p.Book(sampleBook())
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return out
}

// TestPreflight shows the plain form to Apache PDFBox Preflight. It knows PDF/A-1b alone;
// pages, fonts, colours and properties of the form that is handed out are the same.
func TestPreflight(t *testing.T) {
	dir, pdf := t.TempDir(), plainBook(t)
	good, bad := filepath.Join(dir, "good.pdf"), filepath.Join(dir, "bad.pdf")
	for name, data := range map[string][]byte{good: pdf, bad: bytes.Replace(pdf, []byte("/CIDToGIDMap "), []byte("/CIDToGIDMip "), 1)} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	faults := judge.Preflight(t, good, bad)
	if len(faults[good]) > 0 {
		t.Error(faults[good])
	}
	if len(faults[bad]) == 0 { // the judge can say no
		t.Error("a font without a map to its glyphs is let through")
	}
}

// TestPlainForm: both forms are sound and hold the same text.
func TestPlainForm(t *testing.T) {
	pdf := plainBook(t)
	if !bytes.Equal(pdf, plainBook(t)) {
		t.Error("other bytes the second time")
	}
	if out := tool(t, pdf, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	packed := renderBook(t)
	if tool(t, pdf, "pdftotext", "-raw", "FILE", "-") != tool(t, packed, "pdftotext", "-raw", "FILE", "-") {
		t.Error("other text")
	}
	tags := func(pdf []byte) string { // objects have other numbers
		return regexp.MustCompile(`Object \d+`).ReplaceAllString(tool(t, pdf, "pdfinfo", "-struct-text", "FILE"), "")
	}
	if tags(pdf) != tags(packed) {
		t.Error("other structure")
	}
}
