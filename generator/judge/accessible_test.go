package judge

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every PDF of every book follows the rules of PDF/UA-1 that can be checked without a
// reader, and is tagged in poppler's eyes.
func TestPDFsAreAccessible(t *testing.T) {
	for _, name := range files(t, ".pdf") { // not the county: -struct-text lays a page out anew for each element on it
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
		tree := squeeze(output(t, "pdfinfo", "-struct-text", name))
		heading := squeeze(sections(read(t, strings.TrimSuffix(name, ".pdf")+".md"))[0].heading)
		if !strings.HasPrefix(tree, "Document") || !strings.Contains(strings.ReplaceAll(tree, `"`, ""), heading) {
			t.Errorf("%s: no structure that holds %q", short(name), heading)
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
		{"heading", `"/S": "/H2"`, `"/S": "/P"`, "level 3 behind 1"},
		{"cell", `"/S": "/TR"`, `"/S": "/P"`, "stands in"},
		{"no type", `"/S": "/LBody"`, `"/S": "/Body"`, "no standard element"},
		{"mark", `"/MCID": 0,`, `"/MCID": 90000,`, "mark 0"},
		{"title", `"/Title": "u:`, `"/Title": "u:x`, "in XMP"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.ReplaceAll(good, c.from, c.to)
			if bad == good {
				t.Skipf("the file has no %s", c.from)
			}
			if issues := strings.Join(openTagged(t, bad).check(), "\n"); !strings.Contains(issues, c.want) {
				t.Errorf("not told; only:\n%.500s", issues)
			}
		})
	}
}

// TestPDFsAreArchivable shows the books to Preflight, which knows PDF/A-1b alone. Ours say
// that they are PDF/A-2b: packed in streams of objects, and without the lists of glyphs
// (CIDSet) that part 1 asks for and part 2 does not. So qpdf unpacks the finished file, the
// part is written as 1, and that list is the one thing that may be missing. Where a form
// with these lists is needed, finish.Plain writes it (render/pdf judges that).
func TestPDFsAreArchivable(t *testing.T) {
	dir := t.TempDir()
	plain := map[string]string{}
	for i, name := range withCounty(t, ".pdf") {
		if filepath.Base(name) != "book.pdf" {
			continue // the sheets stand in it
		}
		if out := output(t, "qpdf", "--check", name); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: qpdf --check:\n%s", short(name), out)
		}
		if info := output(t, "pdfinfo", name); !regexp.MustCompile(`(?m)^Tagged:\s+yes$`).MatchString(info) {
			t.Errorf("%s is not tagged:\n%s", short(name), info)
		}
		file := filepath.Join(dir, strconv.Itoa(i)+".pdf")
		output(t, "qpdf", "--object-streams=disable", "--stream-data=preserve", "--newline-before-endstream", "--force-version=1.4", name, file)
		const part = "<pdfaid:part>%d</pdfaid:part>"
		text := read(t, file)
		if n := strings.Count(text, fmt.Sprintf(part, 2)); n != 1 {
			t.Fatalf("%s: says %d times that it is PDF/A-2", short(name), n)
		}
		text = strings.Replace(text, fmt.Sprintf(part, 2), fmt.Sprintf(part, 1), 1)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		plain[file] = name
	}
	faults := Preflight(t, slices.Sorted(maps.Keys(plain))...)
	for file, name := range plain {
		if len(faults[file]) == 0 {
			t.Errorf("%s: nothing is missing; is it judged at all?", short(name))
		}
		for _, fault := range faults[file] {
			if !strings.Contains(fault, "The CIDSet entry is missing for the Composite Subset") {
				t.Errorf("%s: %s", short(name), fault)
			}
		}
	}
	t.Logf("%d files", len(plain))
}
