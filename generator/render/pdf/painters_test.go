package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
	"budgetbook/generator/judge"
	"budgetbook/generator/render/pdf/paint"
)

// TestPainters holds our own operators against gopdf's calls on the sample books: the same
// text, the same structure, and the same pixels, every one of them.
func TestPainters(t *testing.T) {
	pdftotext, pdfinfo, pdftoppm := judge.Tool(t, "pdftotext"), judge.Tool(t, "pdfinfo"), judge.Tool(t, "pdftoppm")
	output := func(name string, args ...string) []byte {
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return out
	}
	objects := regexp.MustCompile(`Object \d+`) // the same in both, but that is no promise
	for _, name := range []string{"seoul-2024", "muju-2026"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			files := map[paint.Painter]string{}
			for painter, file := range map[paint.Painter]string{paint.Fast: "fast", paint.Plain: "plain"} {
				b := book.Build(os.DirFS("../../../data/"+name), book.Options{
					Editions: []compose.Edition{compose.Council}, Formats: []book.Format{book.PDF}, Painter: painter,
				})
				for _, o := range b.Outputs {
					if filepath.Base(o.Path) == "book.pdf" {
						files[painter] = filepath.Join(dir, file+".pdf")
						if err := os.WriteFile(files[painter], o.Data, 0o644); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
			if len(files) != 2 {
				t.Fatalf("%d books", len(files))
			}
			fast, plain := files[paint.Fast], files[paint.Plain]
			if a, b := output(pdftotext, "-raw", fast, "-"), output(pdftotext, "-raw", plain, "-"); !bytes.Equal(a, b) || len(a) < 1000 {
				t.Errorf("other text: %d and %d bytes", len(a), len(b))
			}
			if a, b := output(pdfinfo, "-struct-text", fast), output(pdfinfo, "-struct-text", plain); !bytes.Equal(objects.ReplaceAll(a, nil), objects.ReplaceAll(b, nil)) || len(a) < 1000 {
				t.Errorf("other structure: %d and %d bytes", len(a), len(b))
			}
			output(pdftoppm, "-r", "50", fast, filepath.Join(dir, "fast"))
			output(pdftoppm, "-r", "50", plain, filepath.Join(dir, "plain"))
			pictures, _ := filepath.Glob(filepath.Join(dir, "fast-*.ppm"))
			if len(pictures) < 7 {
				t.Fatalf("%d pages", len(pictures))
			}
			for _, picture := range pictures {
				a, err := os.ReadFile(picture)
				if err != nil {
					t.Fatal(err)
				}
				page := filepath.Base(picture)[len("fast-"):]
				b, err := os.ReadFile(filepath.Join(dir, "plain-"+page))
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(a, b) {
					n := 0
					for i := range min(len(a), len(b)) {
						if a[i] != b[i] {
							n++
						}
					}
					t.Errorf("%s: %d of %d bytes differ", page, n, len(a))
				}
			}
		})
	}
}
