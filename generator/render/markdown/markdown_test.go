package markdown

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/doc"
)

// of gives sections by ID.
func of(sections map[string][]byte) func(id string) []byte {
	return func(id string) []byte { return sections[id] }
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := "testdata/" + name
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; UPDATE=1 rewrites it. Got:\n%s", path, got)
	}
}

func TestSheet(t *testing.T) {
	md := Sheet(sample())
	golden(t, "sheet.md", md)
	if err := Verify(md, sample()); err != nil {
		t.Error(err)
	}
}

// whole is the Markdown of a book in one piece.
func whole(b *doc.Book, section func(id string) []byte) (md []byte) {
	for s := range Book(b, section) {
		md = append(md, s.Text...)
	}
	return md
}

// proven is what the proof says of a book's stretches after somebody has changed them.
func proven(b *doc.Book, section func(id string) []byte, change func([]Stretch) []Stretch) error {
	p := NewProof(b)
	for _, s := range change(slices.Collect(Book(b, section))) {
		if err := p.Read(s); err != nil {
			return err
		}
	}
	return p.End()
}

func asWritten(all []Stretch) []Stretch { return all }

// replaced changes the first place where old stands.
func replaced(old, new string) func([]Stretch) []Stretch {
	return func(all []Stretch) []Stretch {
		i := slices.IndexFunc(all, func(s Stretch) bool { return bytes.Contains(s.Text, []byte(old)) })
		all[i].Text = bytes.Replace(all[i].Text, []byte(old), []byte(new), 1)
		return all
	}
}

func TestBook(t *testing.T) {
	md := whole(sampleBook(), nil)
	golden(t, "book.md", md)
	if err := proven(sampleBook(), nil, asWritten); err != nil {
		t.Error(err)
	}
	if n := strings.Count("\n"+string(md), "\n# "); n != 1 {
		t.Errorf("%d first headings, want 1", n)
	}
}

// A book whose sheets are written and forgotten is the same; a section that is not as it was
// verified, or not in its order, is seen.
func TestSections(t *testing.T) {
	b, sections := sampleBook(), map[string][]byte{}
	md := whole(b, nil)
	for _, c := range b.Chapters {
		if c.Kind == doc.Sheet {
			sections[c.ID] = Section(c.ID, Sheet(c))
			c.Blocks = nil
		}
	}
	if len(sections) < 2 {
		t.Fatalf("%d sheets", len(sections))
	}
	if got := whole(b, of(sections)); !bytes.Equal(got, md) {
		t.Errorf("got\n%s, want\n%s", got, md)
	}
	if err := proven(b, of(sections), asWritten); err != nil {
		t.Error(err)
	}
	last := func(all []Stretch) *Stretch { return &all[len(all)-1] }
	for name, change := range map[string]func([]Stretch) []Stretch{
		"a figure of a sheet": replaced("△84,400", "△84,401"),
		"an anchor":           replaced(`<a id="second">`, `<a id="third">`),
		"a link":              replaced("(#second)", "(#third)"),
		"a sheet left out": func(all []Stretch) []Stretch {
			return slices.DeleteFunc(all, func(s Stretch) bool { return s.Chapter != nil && s.Chapter.ID == "second" })
		},
		"sheets out of order": func(all []Stretch) []Stretch { slices.Reverse(all); return all },
		"no title":            func(all []Stretch) []Stretch { return all[1:] },
		"two titles":          func(all []Stretch) []Stretch { return slices.Insert(all, 0, all[0]) },
		"a title at the end":  func(all []Stretch) []Stretch { return append(all[1:], all[0]) },
		"nothing at all":      func([]Stretch) []Stretch { return nil },
		"no empty line before a chapter": func(all []Stretch) []Stretch {
			for i := range all[1:] {
				all[i+1].Text = all[i+1].Text[1:]
			}
			return all
		},
		"the section of another sheet": func(all []Stretch) []Stretch {
			i := slices.IndexFunc(all, func(s Stretch) bool { return s.Chapter != nil && s.Chapter.ID == "second" })
			all[i].Section, all[i].Text = all[i-1].Section, all[i-1].Text
			return all
		},
		"an end left out": func(all []Stretch) []Stretch { return all[:len(all)-1] },
		"a text at the end": func(all []Stretch) []Stretch {
			last(all).Text = append(last(all).Text, "\n끝\n"...)
			return all
		},
	} {
		if err := proven(b, of(sections), change); err == nil {
			t.Errorf("%s: no error", name)
		} else {
			t.Log(err)
		}
	}
}

// What a careless change of the file would do is seen.
func TestVerifySees(t *testing.T) {
	tests := []struct{ name, old, new string }{
		{"a figure", "△84,400", "△84,401"},
		{"a sign", "△84,400", "84,400"},
		{"an escape in a formula", `740천원\*7명\*6`, `740천원*7명*6`},
		{"an escape of a date", `- 2024\. 1`, `- 2024. 1`},
		{"an escape of a range", `30백만원\~최대 140백만원, 2024.1\~12`, `30백만원~최대 140백만원, 2024.1~12`},
		{"an escape of a pipe", `새 과목\|표시`, `새 과목|표시`},
		{"an escape of a tag", `\<b>`, `<b>`},
		{"an escape of an entity", `\&amp;`, `&amp;`},
		{"the level of a heading", "### □ 산출근거", "## □ 산출근거"},
		{"the level of an item", "  - 연장계획", "- 연장계획"},
		{"a mark", "- ○ 법령상", "- 법령상"},
		{"an empty cell filled", "| 2023년도 |  |", "| 2023년도 | 0 |"},
		{"a cell too much", "| 2023년도 |  |", "| | 2023년도 |"},
		{"a lost row", "| 2023년도 |  |\n", ""},
		{"a lost unit line", "(단위 : 천원, %)\n", ""},
		{"a lost break", "홍길동<br>02", "홍길동 02"},
		{"a line at the end", "(x-) 6,169 |\n", "(x-) 6,169 |\n\n끝\n"},
		{"a comment", "# 자치구", "<!-- x -->\n\n# 자치구"},
	}
	md := string(Sheet(sample()))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			broken := strings.Replace(md, tt.old, tt.new, 1)
			if broken == md {
				t.Fatalf("%q is not in the file", tt.old)
			}
			if err := Verify([]byte(broken), sample()); err == nil {
				t.Error("no error")
			} else {
				t.Log(err)
			}
		})
	}
	for _, r := range [][2]string{{`<a id="second">`, `<a id="third">`}, {"(#second)", "(#social-economy-centers)"}} {
		if err := proven(sampleBook(), nil, replaced(r[0], r[1])); err == nil {
			t.Errorf("no error where %s is %s", r[0], r[1])
		}
	}
}

func TestEscape(t *testing.T) {
	tests := []struct {
		name     string
		place    place
		in, want string
	}{
		{"one star", inCell, "59,500,000원*2개소", "59,500,000원*2개소"},
		{"two stars", inCell, "740천원*7명*6/12월", `740천원\*7명\*6/12월`},
		{"stars between blanks", inCell, "2 * 3 * 4", "2 * 3 * 4"},
		{"one tilde", inBlock, "2024.1~12.", "2024.1~12."},
		{"two tildes", inBlock, "1~2, 3~4", `1\~2, 3\~4`},
		{"names with underscores", inBlock, "a_b_c _d_", `a_b_c \_d\_`},
		{"pipe in a cell", inCell, "a|b", `a\|b`},
		{"pipe in a paragraph", inBlock, "a|b", "a|b"},
		{"backslash and pipe", inCell, `a\|b`, `a\\\|b`},
		{"backslash before a letter", inBlock, `C:\가`, `C:\가`},
		{"backslash at the end", inCell, `a\`, `a\\`},
		{"tags", inBlock, "<b> </b> <별표> 1 < 2", `\<b> \</b> <별표> 1 < 2`},
		{"ampersands", inBlock, "R&D &amp; &#38; & a", `R&D \&amp; \&#38; & a`},
		{"brackets", inBlock, "제8조[별표](개정) [1]", `제8조[별표\](개정) [1]`},
		{"definition", inBlock, "[주]: 설명", `[주\]: 설명`},
		{"task", inBlock, "[x] 완료", `\[x] 완료`},
		{"date at the start", inBlock, "2024. 1. 5. 회의", `2024\. 1. 5. 회의`},
		{"date in a cell", inCell, "2024. 1. 5. 회의", "2024. 1. 5. 회의"},
		{"number at the start", inBlock, "1) 하나", `1\) 하나`},
		{"decimal at the start", inBlock, "2.5배", "2.5배"},
		{"dash at the start", inBlock, "- 하나", `\- 하나`},
		{"negative number", inBlock, "-5%", "-5%"},
		{"dash in a cell", inCell, "-", "-"},
		{"hash at the start", inBlock, "# 하나", `\# 하나`},
		{"number sign", inBlock, "#1 공고", "#1 공고"},
		{"hash at the end of a heading", inHeading, "하나 ##", `하나 \##`},
		{"rule", inBlock, "---", `\---`},
		{"underline below text", inBlock, "가\n===\n---|---", "가<br>\n\\===<br>\n\\---|---"},
		{"empty line inside", inBlock, "가\n\n나", "가<br><br>\n나"},
		{"break in a cell", inCell, "가\n나", "가<br>나"},
		{"empty lines at the ends", inCell, "\n가\n", "가"},
		{"address", inBlock, "http://www.a.kr/b_c?d=1&e=2 가", "http://www.a.kr/b_c?d=1&e=2 가"},
		{"address that needs an escape", inBlock, "http://a.kr/~b ~c", `http\://a\.kr/\~b \~c`},
		{"address before a wide blank", inBlock, "http://a.kr　~b ~c", `http\://a\.kr　\~b \~c`},
		{"mail in angle brackets", inBlock, "<1@a.kr>", `\<1\@a\.kr>`},
		{"mail", inBlock, "gildong@example.kr", "gildong@example.kr"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := escapeText(tt.in, tt.place); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBold(t *testing.T) {
	b := func(s string) doc.Inline { return doc.Text{S: s, Bold: true} }
	p := func(s string) doc.Inline { return doc.Text{S: s} }
	tests := []struct {
		name string
		in   []doc.Inline
		want string
	}{
		{"a word", []doc.Inline{p("가 "), b("나"), p(" 다")}, "가 **나** 다"},
		{"before a syllable", []doc.Inline{b("강조"), p("는")}, "**강조**는"},
		{"mark before a syllable", []doc.Inline{b("강조(주)"), p("는")}, "<b>강조(주)</b>는"},
		{"mark behind a syllable", []doc.Inline{p("가"), b("(나)")}, "가<b>(나)</b>"},
		{"alone", []doc.Inline{b("(x-) 651,000")}, "**(x-) 651,000**"},
		{"blanks stay outside", []doc.Inline{p("가"), b(" 나 "), p("다")}, "가 **나** 다"},
		{"over a line end", []doc.Inline{b("가"), doc.Break{}, b("나")}, "**가**<br>\n**나**"},
		{"with a star", []doc.Inline{b("2*3")}, `**2\*3**`},
		{"with a tilde at the end", []doc.Inline{b("가 ~")}, "<b>가 ~</b>"},
		{"runs beside each other", []doc.Inline{b("가"), b("나")}, "**가나**"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := escape(tt.in, inBlock); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestUnknownBlockPanics(t *testing.T) {
	defer func() {
		if r := recover(); r == nil || !strings.Contains(r.(string), "<nil>") {
			t.Errorf("recovered %v", r)
		}
	}()
	Sheet(&doc.Chapter{Blocks: []doc.Block{nil}})
}
