package book_test

import (
	"regexp"
	"strings"
	"testing"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
	"budgetbook/generator/privacy"
)

var hangul = regexp.MustCompile(`^[가-힣]+$`)

// TestSearchReadsOurFiles: the search finds what it must, in the very files that we write.
// Every word of the Markdown edition is found in the pages of the PDF, and so nothing that
// a page shows can escape it; and a text in each of the other places of a file is found
// there.
func TestSearchReadsOurFiles(t *testing.T) {
	for _, name := range []string{"seoul-2024", "muju-2026"} {
		b := book.Build(sample(t, name), book.Options{Editions: []compose.Edition{compose.Public}})
		files := map[string][]byte{}
		for _, o := range b.Outputs {
			files[o.Path] = o.Data
		}
		// found says in which parts of a file each of the words is.
		found := func(file string, words []string) []string {
			t.Helper()
			s := privacy.New()
			for i, w := range words {
				s.Name(w, i)
			}
			hits, err := s.File(file, files[file])
			if err != nil {
				t.Fatal(err)
			}
			parts := make([]string, len(words))
			for _, h := range hits {
				parts[h.ID] += h.Part + "|"
			}
			return parts
		}
		var words []string
		seen := map[string]bool{}
		for _, w := range regexp.MustCompile(`[\p{L}\p{N}]+`).FindAllString(string(files["public/book.md"]), -1) {
			if len(w) >= len("세글자") && !seen[w] && hangul.MatchString(w) {
				words = append(words, w)
				seen[w] = true
			}
		}
		missing := 0
		for i, parts := range found("public/book.pdf", words) {
			if !strings.Contains(parts, "쪽의 글") {
				missing++
				t.Logf("%s: %s is in book.md and not found in the pages of book.pdf (%s)", name, words[i], parts)
			}
		}
		if missing > 0 || len(words) < 100 {
			t.Errorf("%s: %d of %d words are not found", name, missing, len(words))
		}
		t.Logf("%s: %d words", name, len(words))

		government := b.Book.Government.Value
		parts := found("public/book.pdf", []string{government, "감소"})
		if !strings.Contains(parts[0], "PDF의 문자열") || !strings.Contains(parts[0], "번 자료") {
			t.Errorf("%s: the author is found in %s", name, parts[0])
		}
		if parts[1] == "" { // as △ is spoken: in tags alone
			t.Errorf("%s: what is spoken is not found", name)
		}
		parts = found("public/appendix.xlsx", []string{government, b.Totals.Groups[0].Seat.Department.Value})
		if !strings.Contains(parts[0], "docProps/core.xml") || !strings.Contains(parts[1], "예산총괄 시트") {
			t.Errorf("%s: found in the workbook: %v", name, parts)
		}
	}
}

// TestPieces: what is told of a name in the public edition does not depend on the pieces in which
// a file was written and searched.
func TestPieces(t *testing.T) {
	files := changed(t, sample(t, "muju-2026"), "lonely-death.toml", `summary = "`, `summary = "한가람 `)
	files = changed(t, files, "bandinuri-park.toml", `summary = "`, `summary = "한가람 `)
	files = changed(t, files, "community-service.toml", "\n[[line]]", "\n[[officer]]\nrole = \"팀장\"\nname = \"한가람\"\n\n[[line]]")
	opt := book.Options{Formats: []book.Format{book.Markdown, book.CSV}}
	whole := told(book.Build(files, opt))
	if !strings.Contains(whole, "public/book.md") {
		t.Fatalf("got\n%s", whole)
	}
	book.PieceSize(t, 1)
	if got := told(book.Build(files, opt)); got != whole {
		t.Errorf("in pieces\n%s, want\n%s", got, whole)
	}
}
