package diag_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/diag"
)

// at is the span of the first place of word in the text of a.toml.
func at(text, word string) diag.Span {
	i := strings.Index(text, word)
	if i < 0 {
		panic("no " + word)
	}
	return diag.Span{File: "a.toml", Start: i, End: i + len(word)}
}

func written(text string, d diag.Diagnostic) string {
	var b strings.Builder
	diag.Write(&b, []diag.Diagnostic{d}, diag.Sources{"a.toml": text}, "book/")
	return b.String()
}

// TestWrite holds what a clerk reads. Columns count characters, carets stand under them
// by the width that Hangul has on a screen.
func TestWrite(t *testing.T) {
	const text = "schema = 1\ntitle = \"가나\" # 다\n\tbase = 1\n"
	for _, c := range []struct {
		name string
		d    diag.Diagnostic
		want string
	}{
		{"Hangul", diag.Diagnostic{Code: "E001", Span: at(text, "나"), Message: "글", Hints: []string{"고치십시오"}, Notes: []diag.Note{{Span: at(text, "다"), Message: "여기"}}},
			"book/a.toml:2:11: 오류 E001: 글\n    | title = \"가나\" # 다\n    |            ^^\n    도움말: 고치십시오\n    참고: book/a.toml:2:16: 여기\n"},
		{"a warning behind a tab", diag.Diagnostic{Code: "W001", Span: at(text, "base"), Message: "글"},
			"book/a.toml:3:2: 확인 W001: 글\n    |  base = 1\n    |  ^^^^\n"},
		{"nothing marked", diag.Diagnostic{Code: "E001", Span: diag.Span{File: "a.toml", Start: 7, End: 7}, Message: "글"},
			"book/a.toml:1:8: 오류 E001: 글\n    | schema = 1\n    |        ^\n"},
		{"over two lines", diag.Diagnostic{Code: "E001", Span: diag.Span{File: "a.toml", Start: 9, End: 20}, Message: "글"},
			"book/a.toml:1:10: 오류 E001: 글\n    | schema = 1\n    |          ^\n"},
		{"the end of the file", diag.Diagnostic{Code: "E001", Span: diag.Span{File: "a.toml", Start: len(text), End: len(text)}, Message: "글"},
			"book/a.toml:4:1: 오류 E001: 글\n"},
		{"beyond the file", diag.Diagnostic{Code: "E001", Span: diag.Span{File: "a.toml", Start: 999, End: 1000}, Message: "글"},
			"book/a.toml:4:1: 오류 E001: 글\n"},
		{"an unknown file", diag.Diagnostic{Code: "E001", Span: diag.Span{File: "b.toml"}, Message: "글"}, "book/b.toml: 오류 E001: 글\n"},
		{"no place", diag.Diagnostic{Code: "E001", Message: "글"}, "오류 E001: 글\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := written(text, c.d); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestLongLine: a line of any length is cut to a window round the place, and quickly: a
// file of one line of megabytes must not keep the program busy.
func TestLongLine(t *testing.T) {
	long := strings.Repeat("가나다 ", 300_000)
	text := "a = \"" + long + "여기" + long + "\""
	for _, word := range []string{"여기", "a = ", text} {
		got := written(text, diag.Diagnostic{Code: "E001", Span: at(text, word), Message: "글"})
		lines := strings.Split(got, "\n")
		excerpt, carets := []rune(lines[1]), lines[2]
		if n := len(excerpt); n > 110 {
			t.Errorf("%d characters", n)
		}
		if word == "여기" && !strings.Contains(lines[1], "여기") || !strings.Contains(carets, "^") || !strings.HasSuffix(lines[1], "…") {
			t.Errorf("got\n%s", got)
		}
	}
}

// TestSort: by file, place and code, and the same thing is told once.
func TestSort(t *testing.T) {
	of := func(file string, start int, code string) diag.Diagnostic {
		return diag.Diagnostic{Code: code, Span: diag.Span{File: file, Start: start, End: start + 1}, Message: "글"}
	}
	want := []diag.Diagnostic{of("a", 1, "W001"), of("a", 9, "E001"), of("a", 9, "E002"), of("b", 0, "E001")}
	got := diag.Sort([]diag.Diagnostic{want[3], want[2], want[0], want[1], want[2], want[0]})
	if !slices.EqualFunc(got, want, func(a, b diag.Diagnostic) bool { return a.Code == b.Code && a.Span == b.Span }) {
		t.Errorf("got %v", got)
	}
	if !diag.HasErrors(got) || diag.HasErrors(got[:1]) {
		t.Error("HasErrors")
	}
}

func TestSub(t *testing.T) {
	s := diag.Span{File: "a", Start: 10, End: 20}
	for _, c := range []struct{ from, to, start, end int }{{0, 10, 10, 20}, {2, 5, 12, 15}, {-3, 2, 10, 12}, {8, 99, 18, 20}, {5, 2, 15, 15}, {99, 99, 20, 20}} {
		if got := s.Sub(c.from, c.to); got.Start != c.start || got.End != c.end || got.File != "a" {
			t.Errorf("[%d, %d): got %v, want %d, %d", c.from, c.to, got, c.start, c.end)
		}
	}
}

// TestCatalogue: every code stands once, errors first and in order, and says in Korean
// what it means and what to do.
func TestCatalogue(t *testing.T) {
	code := regexp.MustCompile(`^[EW][0-9]{3}$`)
	sentence := regexp.MustCompile(`\p{Hangul}.*[.]$`)
	for i, e := range diag.Catalogue {
		if !code.MatchString(e.Code) || e.Title == "" || strings.HasSuffix(e.Title, ".") || !sentence.MatchString(e.Meaning) || !sentence.MatchString(e.Mend) {
			t.Errorf("%+v", e)
		}
		if i > 0 && diag.Catalogue[i-1].Code >= e.Code {
			t.Errorf("%s stands after %s", e.Code, diag.Catalogue[i-1].Code)
		}
	}
}
