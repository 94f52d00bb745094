package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"budgetbook/generator/judge"
	"budgetbook/generator/render/pdf/finish"
)

// preflight are the libraries of Apache PDFBox Preflight, as Debian names them.
var preflight = []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"}

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
	java := judge.Tool(t, "java")
	judge.Tool(t, "javac") // a runtime alone does not run a source file
	var jars []string
	for _, name := range preflight {
		jar := filepath.Join("/usr/share/java", name+".jar")
		if _, err := os.Stat(jar); err != nil {
			if os.Getenv("REQUIRE_JUDGES") == "1" {
				t.Fatalf("%s is not installed: run .ci/tools", jar)
			}
			t.Skipf("%s is not installed: run .ci/tools", jar)
		}
		jars = append(jars, jar)
	}
	check := func(pdf []byte) string {
		file := filepath.Join(t.TempDir(), "book.pdf")
		if err := os.WriteFile(file, pdf, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(java, "-cp", strings.Join(jars, ":"), filepath.Join("testdata", "preflight", "Judge.java"), file).CombinedOutput()
		if err != nil {
			t.Fatalf("java: %v\n%s", err, out)
		}
		return string(out)
	}
	pdf := plainBook(t)
	if out := check(pdf); !strings.Contains(out, "valid PDF/A-1b: true") {
		t.Error(out)
	}
	// The judge can say no.
	broken := bytes.Replace(pdf, []byte("/CIDToGIDMap/Identity"), []byte("/CIDToGIDMip/Identity"), 1)
	if out := check(broken); !strings.Contains(out, "valid PDF/A-1b: false") {
		t.Errorf("a font without a map to its glyphs is let through:\n%s", out)
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
