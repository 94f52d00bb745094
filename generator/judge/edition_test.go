package judge

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// officers are the names and phone numbers in the sources of a book, read without the
// program's own reader.
func officers(t *testing.T, book string) []string {
	t.Helper()
	found := map[string]bool{}
	value := regexp.MustCompile(`(?m)^\s*(?:name|phone) = "(.+)"`)
	for _, source := range tree(t, filepath.Join("..", "..", "data", book)) {
		for _, table := range strings.Split(source, "\n[")[1:] {
			if strings.HasPrefix(table, "[officer]]") {
				for _, m := range value.FindAllStringSubmatch(table, -1) {
					found[m[1]] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// spellings are the byte forms in which a file could hold a text.
func spellings(s string) (out [][]byte) {
	var be, le []byte
	for _, u := range utf16.Encode([]rune(s)) {
		be = binary.BigEndian.AppendUint16(be, u)
		le = binary.LittleEndian.AppendUint16(le, u)
	}
	out = [][]byte{[]byte(s), be, le}
	for _, b := range [][]byte{[]byte(s), be} {
		out = append(out, []byte(hex.EncodeToString(b)), []byte(strings.ToUpper(hex.EncodeToString(b))))
	}
	return out
}

// opened is everything that a finished file holds, decompressed.
func opened(t *testing.T, name string) []byte {
	t.Helper()
	all := []byte(read(t, name))
	switch filepath.Ext(name) {
	case ".pdf":
		all = append(all, output(t, "pdftotext", name, "-")...)
		all = append(all, output(t, "qpdf", "--qdf", "--object-streams=disable", name, "-")...)
		all = append(all, output(t, "qpdf", "--json", name)...) // every string, whatever its encoding
	case ".xlsx":
		files, err := parts(name)
		if err != nil {
			t.Fatal(err)
		}
		for part, data := range files {
			all = append(append(all, part...), data...)
		}
	case ".md", ".csv", ".json":
	default:
		t.Fatalf("%s: not known how to open it", short(name))
	}
	return all
}

// Names and numbers of officers are for the council; the public gets the main number.
func TestOfficersStayInTheCouncilEdition(t *testing.T) {
	books := map[string][]string{}
	checked := 0
	for name := range tree(t, finished(t)) {
		parts := strings.Split(filepath.ToSlash(name), "/")
		if len(parts) < 3 {
			continue // manifest.json and report.txt belong to no edition
		}
		if books[parts[0]] == nil {
			books[parts[0]] = officers(t, parts[0])
		}
		file := filepath.Join(finished(t), name)
		content := opened(t, file)
		shown := 0
		for _, person := range books[parts[0]] {
			for _, s := range spellings(person) {
				if bytes.Contains(content, s) {
					shown++
					if parts[1] == "public" {
						t.Errorf("%s holds %s as %q", name, person, s)
					}
					break
				}
			}
		}
		base := filepath.Base(name)
		if parts[1] == "council" && (base == "book.pdf" || base == "book.md" || base == "appendix.xlsx") && shown != len(books[parts[0]]) {
			t.Errorf("%s shows %d of %d names and numbers", name, shown, len(books[parts[0]]))
		}
		checked++
	}
	for book, people := range books {
		if len(people) == 0 {
			t.Errorf("%s has no officers: nothing was checked", book)
		}
		contact := regexp.MustCompile(`(?m)^contact = "(.+?)"`).FindStringSubmatch(read(t, filepath.Join("..", "..", "data", book, "book.toml")))
		if contact == nil {
			t.Fatalf("%s has no contact", book)
		}
		public := filepath.Join(finished(t), book, "public")
		sheets, err := filepath.Glob(filepath.Join(public, "sheets", "*.md"))
		if err != nil || len(sheets) == 0 {
			t.Fatalf("%s has no sheets", book)
		}
		for name, text := range map[string]string{"book.md": read(t, filepath.Join(public, "book.md")), "book.pdf": output(t, "pdftotext", filepath.Join(public, "book.pdf"), "-")} {
			if n := strings.Count(text, contact[1]); n != len(sheets) {
				t.Errorf("%s/public/%s: the main number %s stands %d times in %d sheets", book, name, contact[1], n, len(sheets))
			}
		}
	}
	t.Logf("%d files, %v", checked, books)
}
