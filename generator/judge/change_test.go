package judge

import (
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/book"
	"budgetbook/generator/diag"
)

// A unit price goes up by 1,000원, in two centres.
const (
	priceBefore = `"59,500,000원*2개소"`
	priceAfter  = `"59,501,000원*2개소"`
)

// expected are the figures that depend on that price, as printed and as stored.
var expected = map[string]string{
	"59,500,000원*2개소": "59,501,000원*2개소",
	"119,000천원":       "119,002천원",
	"563,000천원":       "563,002천원",
	"563,000":         "563,002",
	"566,600천원":       "566,602천원",
	"566,600":         "566,602",
	"△84,000":         "△83,998",
	"△84,400":         "△84,398",
	"59500000":        "59501000",
	"119000000":       "119002000",
	"119000":          "119002",
	"563000":          "563002",
	"566600":          "566602",
	"-84000":          "-83998",
	"-84400":          "-84398",
}

// seedSource reads the seed's book into memory and replaces texts, each of which has to
// stand in the project file once.
func seedSource(t *testing.T, oldNew ...string) fstest.MapFS {
	t.Helper()
	dir := filepath.Join("..", "..", "data", "seoul-2024")
	out := fstest.MapFS{}
	for name, data := range tree(t, dir) {
		if name == seedID+".toml" {
			for i := 0; i < len(oldNew); i += 2 {
				if n := strings.Count(data, oldNew[i]); n != 1 {
					t.Fatalf("%q stands %d times in %s", oldNew[i], n, name)
				}
				data = strings.Replace(data, oldNew[i], oldNew[i+1], 1)
			}
		}
		out[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return out
}

// publish builds a book into a folder of the test.
func publish(t *testing.T, source fs.FS) (dir, fingerprint string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "out")
	stage, err := book.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer stage.Discard()
	b := book.Build(source, book.Options{Store: stage})
	if diag.HasErrors(b.Diagnostics) {
		t.Fatal(b.Diagnostics)
	}
	if _, err := stage.Finish(b); err != nil {
		t.Fatal(err)
	}
	return dir, b.Fingerprint
}

// Every level that carries the sum in print has to be changed with it, or the build stops.
func TestPriceAloneStopsTheBuild(t *testing.T) {
	b := book.Build(seedSource(t, priceBefore, priceAfter), book.Options{})
	if b.Outputs != nil {
		t.Error("a book was built")
	}
	codes := map[string]bool{}
	for _, d := range b.Diagnostics {
		codes[d.Code] = true
	}
	for _, code := range []string{"E201", "E203", "E206"} {
		if !codes[code] {
			t.Errorf("no %s among %v", code, slices.Sorted(maps.Keys(codes)))
		}
	}
}

// With them changed, exactly the figures that depend on the price are others, in every
// output, and the old total stands nowhere.
func TestPriceChangesWhatDependsOnIt(t *testing.T) {
	before, old := publish(t, seedSource(t))
	after, fresh := publish(t, seedSource(t, priceBefore, priceAfter,
		"city = 566_600_000", "city = 566_602_000", "amount = 563_000_000", "amount = 563_002_000",
		"total = 566_600_000\n", "total = 566_602_000\n", "change = -84_400_000\n", "change = -84_398_000\n", "  expect = 563_000_000\n", "  expect = 563_002_000\n"))
	if old == fresh {
		t.Error("the fingerprint is the same")
	}
	want := maps.Clone(expected)
	want[old] = fresh

	seen := map[string]bool{}
	changes := 0
	for _, edition := range []string{"council", "public"} {
		for _, name := range []string{"book.md", "book.pdf", "appendix.xlsx", "sheets/" + seedID + ".md", "sheets/" + seedID + ".pdf"} {
			name = filepath.Join(edition, filepath.FromSlash(name))
			a, b := words(t, filepath.Join(before, name)), words(t, filepath.Join(after, name))
			if len(a) != len(b) {
				t.Errorf("%s: %d words became %d", name, len(a), len(b))
				continue
			}
			here := 0
			for i := range a {
				if a[i] == b[i] {
					continue
				}
				here++
				from, to := value(a[i]), value(b[i])
				seen[from] = true
				if want[from] != to {
					t.Errorf("%s: %q became %q", name, a[i], b[i])
				}
			}
			if here < 8 {
				t.Errorf("%s: only %d changes", name, here)
			}
			changes += here
			for _, w := range b {
				if total := regexp.MustCompile(`566,?600`).FindString(w); total != "" || strings.Contains(w, old) {
					t.Errorf("%s: still holds %q", name, w)
				}
			}
		}
	}
	for from := range want {
		if !seen[from] {
			t.Errorf("%s has not changed anywhere", from)
		}
	}
	t.Logf("%d changes in 10 files", changes)

	// The new workbook calculates to what it stores.
	name := filepath.Join(after, "council", "appendix.xlsx")
	if wrong, _ := disagreements(worksheets(t, name), recalculate(t, false, name)[name]); len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}
}

// words of a finished file; of a workbook the cells, each with its place.
func words(t *testing.T, name string) (out []string) {
	t.Helper()
	switch filepath.Ext(name) {
	case ".md":
		return strings.Fields(strings.ReplaceAll(read(t, name), "**", ""))
	case ".pdf":
		return strings.Fields(output(t, "pdftotext", "-raw", name, "-"))
	case ".xlsx":
		for _, s := range worksheets(t, name) {
			for _, c := range s.cells {
				out = append(out, fmt.Sprintf("%s!%s=%s\t%s", s.name, c.ref, c.formula, c.value))
			}
		}
		files, err := parts(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range slices.Sorted(maps.Keys(files)) {
			if strings.HasPrefix(part, "docProps/") {
				out = append(out, strings.FieldsFunc(string(files[part]), func(r rune) bool { return strings.ContainsRune("<> ", r) })...)
			}
		}
		return out
	default:
		panic(name)
	}
}

// value is a word without the place of its cell.
func value(word string) string {
	if _, v, ok := strings.Cut(word, "\t"); ok {
		return v
	}
	return word
}
