package judge

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every PDF of every book follows the rules of PDF/UA-1 that can be checked without a
// reader, and says that it is tagged.
func TestPDFsAreAccessible(t *testing.T) {
	for _, name := range files(t, ".pdf") {
		for i, issue := range inaccessible(t, name) {
			if i == 10 {
				t.Errorf("%s: and more", short(name))
				break
			}
			t.Errorf("%s: %s", short(name), issue)
		}
		if info := output(t, "pdfinfo", name); !regexp.MustCompile(`(?m)^Tagged:\s+yes$`).MatchString(info) {
			t.Errorf("%s is not tagged:\n%s", short(name), info)
		}
	}
}

// The rules can be broken: each of these changes to a good file is told.
func TestInaccessibleIsTold(t *testing.T) {
	good := output(t, "qpdf", "--json", "--json-key=pages", "--json-key=qpdf",
		"--json-stream-data=inline", "--decode-level=generalized", files(t, ".pdf")[0])
	if issues := openTagged(t, good).check(); len(issues) > 0 {
		t.Fatal(issues)
	}
	for _, c := range []struct{ name, from, to, want string }{
		{"language", `"u:ko-KR"`, `"u:en"`, "language"},
		{"marked", `"/Marked": true`, `"/Marked": false`, "not marked"},
		{"tab order", `"/Tabs": "/S"`, `"/Tabs": "/R"`, "tab order"},
		{"scope", `"/Scope": "/Column"`, `"/Skope": "/Column"`, "without scope"},
		{"span", `"/ColSpan": `, `"/ColSpan": 1`, "columns"},
		{"heads", `"/Headers": [`, `"/Headerz": [`, "names none"},
		{"ID", `"/ID": "u:`, `"/ID": "u:9`, "is no TH of the table"},
		{"heading", `"/S": "/H2"`, `"/S": "/P"`, "level 3 behind 1"},
		{"cell", `"/S": "/TR"`, `"/S": "/P"`, "stands in"},
		{"no type", `"/S": "/LBody"`, `"/S": "/Body"`, "no standard element"},
		{"mark", "[\n            0\n", "[\n            90000\n", "mark 0"},
		{"title", `"/Title": "u:`, `"/Title": "u:x`, "in XMP"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.ReplaceAll(good, c.from, c.to)
			if bad == good {
				t.Fatalf("the file has no %s", c.from)
			}
			if issues := strings.Join(openTagged(t, bad).check(), "\n"); !strings.Contains(issues, c.want) {
				t.Errorf("not told; only:\n%.500s", issues)
			}
		})
	}
}

// TestPDFsAreArchivable shows every book in its -archive form, which says that it is
// PDF/A-1b, to Preflight. The form that is handed out says PDF/A-2b, which Preflight does not
// know: qpdf looks at it, and the pages, fonts and properties are the same.
func TestPDFsAreArchivable(t *testing.T) {
	for _, name := range withCounty(t, ".pdf") {
		if filepath.Base(name) != "book.pdf" {
			continue // the sheets stand in it
		}
		if out := output(t, "qpdf", "--check", name); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: qpdf --check:\n%s", short(name), out)
		}
		if info := output(t, "pdfinfo", name); !regexp.MustCompile(`(?m)^Tagged:\s+yes$`).MatchString(info) {
			t.Errorf("%s is not tagged:\n%s", short(name), info)
		}
	}
	data := []string{filepath.Join(scratch, "county-data")}
	for _, name := range []string{"seoul-2024", "muju-2026", "muju-2026-chu1"} {
		data = append(data, filepath.Join("..", "..", "data", name))
	}
	var archived []string
	for i, dir := range data {
		if i == 0 && !imported {
			continue // the county is not at hand: withCounty has said so
		}
		out := filepath.Join(t.TempDir(), "book")
		run(t, ".", nil, budgetbook(t), "build", dir, "-o", out, "-edition", "council", "-format", "pdf", "-archive")
		archived = append(archived, filepath.Join(out, "council", "book.pdf"))
	}
	for file, faults := range Preflight(t, archived...) {
		for _, fault := range faults {
			t.Errorf("%s: %s", file, fault)
		}
	}
	t.Logf("%d books", len(archived))
}
