package pdf

import (
	"fmt"
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/finish"
)

// bookOf is a book of chapters: "cover 1" is a cover of one page, "가실/나과 3" a sheet of
// three pages within 가실 and 나과, "| 1" a divider.
func bookOf(limit int, chapters ...string) (*doc.Book, []*finish.Part) {
	b := &doc.Book{Volumes: doc.Volumes{Pages: limit}}
	var parts []*finish.Part
	for i, text := range chapters {
		what, count, _ := strings.Cut(text, " ")
		n := 0
		fmt.Sscan(count, &n)
		c := &doc.Chapter{Kind: doc.Kind(what), ID: fmt.Sprint(i)}
		switch {
		case what == "|":
			c.Kind = doc.Divider
		case strings.ContainsAny(what, "가나다라마"):
			c.Kind, c.Within = doc.Sheet, strings.Split(what, "/")
		}
		b.Chapters = append(b.Chapters, c)
		parts = append(parts, &finish.Part{ID: c.ID, Pages: make([]finish.Page, n)})
	}
	return b, parts
}

// TestDivide: volumes end at 실·국, at 부서 where one 실·국 is too large, and never between a
// divider and what it stands before.
func TestDivide(t *testing.T) {
	front, back := []string{"cover 1", "guide 1", "contents 2", "summary 3"}, []string{"index 2", "colophon 1"}
	for _, c := range []struct {
		name  string
		limit int
		body  []string
		want  string
	}{
		{"all fits", 20, []string{"가실/가과 5", "나실/나과 5"}, "[0-7]"},
		{"one page too many", 19, []string{"가실/가과 5", "나실/나과 5"}, "가실[0-4 7] 나실[0 1 2 5 6 7]"},
		{"no limit", 0, []string{"가실/가과 500", "나실/나과 500"}, "[0-7]"},
		{"실·국 stays whole", 20, []string{"가실/가과 4", "나실/나과 4", "나실/다과 4"}, "가실[0-4 8] 나실[0 1 2 5-8]"},
		{"as many as fit", 20, []string{"가실/가과 4", "나실/나과 4", "다실/다과 4"}, "가실–나실[0-5 8] 다실[0 1 2 6 7 8]"},
		{"a 실·국 that is too large", 20, []string{"가실/가과 8", "가실/나과 8", "나실/다과 1"}, "가과[0-4 8] 나과–나실[0 1 2 5-8]"},
		{"a county without 실·국", 20, []string{"가과 8", "나과 8"}, "가과[0-4 7] 나과[0 1 2 5 6 7]"},
		{"a 부서 that is too large stays whole", 20, []string{"가실/가과 50", "나실/나과 1"}, "가과[0-4 7] 나실[0 1 2 5 6 7]"},
		{"nothing to cut", 20, []string{"가실/가과 50"}, "[0-6]"},
		{"dividers stay with what follows", 26, []string{"| 1", "| 1", "가실/가과 6", "| 1", "나실/나과 3", "| 1", "나실/다과 6"}, "가실[0-6 12] 나실[0 1 2 7-12]"},
		{"회계 above 실·국", 20, []string{"가회계/나실/나과 8", "다회계/나실/나과 8"}, "나실[0-4 7] 나실[0 1 2 5 6 7]"},
		{"a long 차례 stands in the first volume alone", 20, []string{"contents 1", "가실/가과 7", "나실/나과 7", "다실/다과 7"}, "가실[0-5 9] 나실–다실[0 1 2 4 6-9]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, parts := bookOf(c.limit, append(append(append([]string(nil), front...), c.body...), back...)...)
			var got []string
			for _, v := range divide(b, parts) {
				name := v.first
				if v.last != v.first {
					name += "–" + v.last
				}
				got = append(got, name+"["+ranges(v.chapters)+"]")
				if len(v.parts) != len(v.chapters) {
					t.Errorf("%d parts of %d chapters", len(v.parts), len(v.chapters))
				}
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// ranges are the numbers of chapters, three and more in a row as 4-8.
func ranges(chapters []*doc.Chapter) string {
	var out []string
	for i := 0; i < len(chapters); {
		n := 0
		fmt.Sscan(chapters[i].ID, &n)
		end := i + 1
		for end < len(chapters) && chapters[end].ID == fmt.Sprint(n+end-i) {
			end++
		}
		if end-i > 3 {
			out = append(out, fmt.Sprintf("%d-%d", n, n+end-i-1))
		} else {
			for _, c := range chapters[i:end] {
				out = append(out, c.ID)
			}
		}
		i = end
	}
	return strings.Join(out, " ")
}

// TestShortContents: where 차례 is long, a later volume lists its own sheets, and of the others what
// they stand under.
func TestShortContents(t *testing.T) {
	toc := &doc.Directory{Entries: []doc.Entry{
		{Level: 1, Head: true, Text: "가실"}, {Level: 2, Text: "하나", Target: "one"},
		{Level: 1, Head: true, Text: "나실"}, {Level: 2, Text: "둘", Target: "two"},
		{Level: 1, Head: true, Text: "찾아보기", Target: "index"},
	}}
	b := &doc.Book{Volumes: doc.Volumes{Pages: 20, Title: "제{n}권", Note: "※ 권과 쪽", Short: "※ 이 권만"}}
	for _, c := range []struct {
		short bool
		want  string
	}{{false, "※ 권과 쪽|가실|하나|나실|둘|찾아보기"}, {true, "※ 권과 쪽|※ 이 권만|가실|나실|둘|찾아보기"}} {
		v := &volume{number: 2, chapters: []*doc.Chapter{{Kind: doc.Contents, ID: "toc", Blocks: []doc.Block{&doc.Heading{}, toc}}, {Kind: doc.Sheet, ID: "two"}}}
		v.dress(b, c.short)
		var got []string
		for _, block := range v.chapters[0].Blocks {
			switch block := block.(type) {
			case *doc.Paragraph:
				got = append(got, doc.PlainText(block.Text))
			case *doc.Directory:
				for _, e := range block.Entries {
					got = append(got, e.Text)
				}
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("short %v: got %q, want %s", c.short, got, c.want)
		}
		if len(toc.Entries) != 5 {
			t.Error("차례 of the other volumes changed")
		}
	}
	if longContents(2, 20) || !longContents(3, 20) {
		t.Error("long is more than a tenth")
	}
}
