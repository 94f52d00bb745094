package judge

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Workbooks in the eyes of programs from npm: the schema of Office Open XML, and two
// readers that show what is stored and calculate nothing.

// TestWorkbooksFollowTheSchema holds every workbook against the schema, with the validator
// that Microsoft's library is.
func TestWorkbooksFollowTheSchema(t *testing.T) {
	validate := func(file string) string {
		return output(t, filepath.Join(packages(t), "node_modules", "@xarsh", "ooxml-validator-linux-x64", "ooxml-validator"), file)
	}
	names := withCounty(t, ".xlsx")
	for _, name := range names {
		if out := validate(name); !strings.Contains(out, `"ok": true`) || !strings.Contains(out, `"errors": []`) {
			t.Errorf("%s: %s", short(name), out)
		}
	}
	t.Logf("%d workbooks", len(names))

	// The judge can say no.
	broken := filepath.Join(t.TempDir(), "broken.xlsx")
	rewrite(t, names[0], broken, func(part string, data []byte) []byte {
		return []byte(strings.Replace(string(data), `<pane `, `<pain `, 1))
	})
	if out := validate(broken); strings.Contains(out, `"ok": true`) {
		t.Error("an element that the schema does not know is let through")
	}
}

// stored is a cell as a reader that does not calculate finds it.
type stored struct {
	File, Reader, Sheet, Ref, Formula string
	Value                             any     // number or text; nil where nothing is stored
	Shown                             *string // as its format shows it
}

func (s stored) place() string { return s.File + "\t" + s.Sheet + "!" + s.Ref }

// number reports whether the cell holds a number or is calculated.
func (s stored) number() bool {
	_, number := s.Value.(float64)
	return number || s.Formula != ""
}

// storedCells are the cells of workbooks in the eyes of one reader.
func storedCells(t testing.TB, reader string, files ...string) []stored {
	t.Helper()
	return script[stored](t, "workbook.mjs", append([]string{reader}, files...)...)
}

// numberCells are those that are numbers or calculated.
func numberCells(t testing.TB, reader string, files ...string) map[string]stored {
	t.Helper()
	out := map[string]stored{}
	for _, s := range storedCells(t, reader, files...) {
		if s.number() {
			out[s.place()] = s
		}
	}
	return out
}

// differing compares what a reader shows with what LibreOffice shows after calculating
// anew, cell by cell.
func differing(seen map[string]stored, fresh map[string]map[string]grid) (wrong []string) {
	for _, s := range seen {
		want := fresh[s.File][s.Sheet].at(s.Ref)
		switch {
		case s.Value == nil || s.Shown == nil:
			wrong = append(wrong, fmt.Sprintf("%s %s!%s: %s finds no value of =%s", short(s.File), s.Sheet, s.Ref, s.Reader, s.Formula))
		case *s.Shown != want:
			wrong = append(wrong, fmt.Sprintf("%s %s!%s: %s shows %q, LibreOffice %q", short(s.File), s.Sheet, s.Ref, s.Reader, *s.Shown, want))
		}
	}
	return wrong
}

// TestReadersShowTheSameFigures: a viewer that only shows what is stored shows the very
// figures, with their marks and units, that a calculating one does.
func TestReadersShowTheSameFigures(t *testing.T) {
	names := withCounty(t, ".xlsx")
	fresh := recalculated(t, true)
	want := map[string]bool{}
	for _, name := range names {
		for _, s := range worksheets(t, name) {
			for _, c := range s.cells {
				if c.formula != "" || c.kind == "" && c.value != "" {
					want[stored{File: name, Sheet: s.name, Ref: c.ref}.place()] = true
				}
			}
		}
	}
	for _, reader := range []string{"SheetJS", "ExcelJS"} {
		seen := numberCells(t, reader, names...)
		for place := range want {
			if _, ok := seen[place]; !ok {
				t.Errorf("%s does not find %s", reader, place)
			}
		}
		for i, w := range differing(seen, fresh) {
			if i == 20 {
				t.Error("and more")
				break
			}
			t.Error(w)
		}
		t.Logf("%s: %d cells of %d workbooks", reader, len(seen), len(names))
	}

	// The comparison itself: a stored value with another digit, and one that is missing.
	for _, damage := range [][2]string{{"<v>-84400</v>", "<v>-84401</v>"}, {"<v>-84400</v>", ""}} {
		file := filepath.Join(seed(t), "appendix.xlsx")
		damaged := filepath.Join(t.TempDir(), "appendix.xlsx")
		rewrite(t, file, damaged, func(_ string, data []byte) []byte {
			return []byte(strings.ReplaceAll(string(data), damage[0], damage[1]))
		})
		for _, reader := range []string{"SheetJS", "ExcelJS"} {
			seen := numberCells(t, reader, damaged)
			wrong := differing(seen, map[string]map[string]grid{damaged: fresh[file]})
			if len(wrong) == 0 {
				t.Errorf("%s: %q instead of %q is not noticed", reader, damage[1], damage[0])
			}
		}
	}
}

// rewrite copies a workbook and lets change have each part.
func rewrite(t testing.TB, from, to string, change func(part string, data []byte) []byte) {
	t.Helper()
	files, err := parts(from)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	changed := false
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := change(name, files[name])
		changed = changed || !bytes.Equal(data, files[name])
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), os.WriteFile(to, out.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
	if !changed {
		t.Fatalf("%s: nothing changed", short(from))
	}
}
