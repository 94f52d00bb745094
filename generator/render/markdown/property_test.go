package markdown

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"budgetbook/generator/doc"
)

// everywhere puts text into every place that a sheet has.
func everywhere(in []doc.Inline) *doc.Chapter {
	c := doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: in}, list(doc.Item{Mark: "○", Text: in, Children: []doc.Item{{Mark: "-", Text: in}}})}}
	return &doc.Chapter{ID: "a", Blocks: []doc.Block{
		&doc.Heading{Level: 1, Text: in},
		&doc.Heading{Level: 3, Mark: "□", Text: in},
		&doc.Paragraph{Text: in},
		list(doc.Item{Mark: "○", Text: in, Children: []doc.Item{{Mark: "-", Text: in}, {Text: in}, {Mark: "-", Text: in}}}, doc.Item{Mark: "-", Text: in}),
		&doc.Table{Columns: columns("lr"), Head: []doc.Row{row(cell(in...), words("가"))}, Body: []doc.Row{row(c, cell(in...))}},
		&doc.Paragraph{Text: in},
	}}
}

func checkRoundTrip(t interface{ Fatalf(string, ...any) }, in []doc.Inline) {
	s := everywhere(in)
	md := Sheet(s)
	if err := Verify(md, s); err != nil {
		t.Fatalf("%v\n%s", err, md)
	}
	title := doc.PlainText(in)
	b := &doc.Book{
		Title: title, Info: []doc.Field{{Label: title, Value: title}}, Chapters: []*doc.Chapter{s, {Kind: doc.Index, ID: "b", Blocks: []doc.Block{
			&doc.Directory{Entries: []doc.Entry{{Level: 1, Head: true, Text: title}, {Level: 2, Text: title, Target: "a", Note: title}}}}}},
	}
	md = whole(b, nil)
	if err := proven(b, nil, asWritten); err != nil {
		t.Fatalf("%v\n%s", err, md)
	}
	sections := map[string][]byte{s.ID: Section(s.ID, Sheet(s))}
	if !bytes.Equal(whole(b, of(sections)), md) {
		t.Fatalf("a section changes the book:\n%s", md)
	}
	if err := proven(b, of(sections), asWritten); err != nil {
		t.Fatalf("%v\n%s", err, md)
	}
	page, err := read(md)
	if err != nil {
		t.Fatalf("%v\n%s", err, md)
	}
	var apart []piece
	for s := range Book(b, nil) {
		p, err := read(s.Text)
		if err != nil {
			t.Fatalf("%v\n%s", err, s.Text)
		}
		apart = append(apart, p.pieces...)
	}
	if !slices.Equal(page.pieces, apart) {
		t.Fatalf("the whole is read as\n%v, its stretches as\n%v", page.pieces, apart)
	}
}

// Whatever is written, goldmark reads the same text, in every place.
func TestRoundTrip(t *testing.T) {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{
			"*", "**", "_", "__", "~", "~~", "`", "```", "|", "\\", "<", ">", "<b>", "</b>", "<br>", "<!--", "&", "&amp;", "&#42;", ";", "#", "##", "-", "--", "+", ".", ")", "(",
			"[", "]", "](", "[x]", "]:", "!", "=", "==", ":", "$", "1", "2024.", "1)", "@", "http://", "www.", "a.kr", "b@c.kr", "mailto:", " ", "  ", "\n", "\t", "\u00a0", "　",
			"가", "나다", "a", "△", "·", "○", "(x-)", "59,500,000원*2개소", "'", "\"", "「", "」",
		}),
		rapid.StringMatching(`[ -~]{1,4}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		var in []doc.Inline
		for range rapid.IntRange(1, 3).Draw(t, "inlines") {
			s := strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), "")
			in = append(in, doc.Text{S: s, Bold: rapid.Bool().Draw(t, "bold")})
		}
		checkRoundTrip(t, in)
	})
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"59,500,000원*2개소, *1", "2024. 1~2, 3~4", "[a](b) <b> &lt; \\| |", "- # > 1) ---\n===", "http://a.kr/*b*", "a@b.kr_"} {
		f.Add(s, "가")
		f.Add("나", s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, c := range a + b {
			if c < ' ' && c != '\n' && c != '\t' {
				t.Skip("package source lets no control character pass")
			}
		}
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			t.Skip("package source lets no broken UTF-8 pass")
		}
		checkRoundTrip(t, []doc.Inline{doc.Text{S: a}, doc.Text{S: b, Bold: true}, doc.Text{S: a}})
	})
}
