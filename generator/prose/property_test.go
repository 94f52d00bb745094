package prose

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
)

// markup are the characters that may vanish, as marks of bullets or as **, and blanks.
func markup(c rune) bool {
	return unicode.IsSpace(c) || strings.ContainsRune("-*○ㅇ·ㆍ•□ㅁ", c)
}

func strip(s string) string {
	return strings.Map(func(c rune) rune {
		if markup(c) {
			return -1
		}
		return c
	}, s)
}

// checkParse holds what must be true of any text.
func checkParse(t interface{ Fatalf(string, ...any) }, s string) {
	in := text(s)
	in.Span = diag.Span{File: "a.toml", Start: 7, End: 7 + len(s)}
	items, diags := Parse(in)
	for _, d := range diags {
		if d.Span.Start < 7 || d.Span.End > 7+len(s) {
			t.Fatalf("%q: diagnostic outside the text: %v", s, d.Span)
		}
	}
	var got strings.Builder
	at := 7
	var walk func(items []Item, depth int)
	walk = func(items []Item, depth int) {
		for _, it := range items {
			if it.Bullet && depth > MaxDepth {
				t.Fatalf("%q: bullet at depth %d", s, depth)
			}
			if it.Span.Start < at || it.Span.End > 7+len(s) {
				t.Fatalf("%q: item span %v out of order", s, it.Span)
			}
			if len(it.Text) == 0 && len(it.Children) == 0 {
				t.Fatalf("%q: empty item", s)
			}
			for _, in := range it.Text {
				x := in.(doc.Text)
				if x.Span.Start < at || x.Span.End > it.Span.End {
					t.Fatalf("%q: text span %v out of order", s, x.Span)
				}
				at = x.Span.End
				src := strings.ReplaceAll(s[x.Span.Start-7:x.Span.End-7], "\t", " ")
				if x.S != src && x.S != src+" " {
					t.Fatalf("%q: text %q stands at %q", s, x.S, src)
				}
				got.WriteString(x.S)
			}
			walk(it.Children, depth+1)
		}
	}
	walk(items, 1)
	if !utf8.ValidString(s) {
		return // package source lets none pass; it only must not panic
	}
	if want := strip(s); strip(got.String()) != want && len(diags) == 0 {
		t.Fatalf("%q: text %q, want %q", s, strip(got.String()), want)
	}
}

// Every character that is no markup comes out, in order.
func TestNothingIsLost(t *testing.T) {
	word := rapid.SampledFrom([]string{
		"-", "*", "**", "○", "○ ", "- ", "* ", "· ", "ㆍ", "□ ", " ", "  ", "\t", "\n", "\n\n", "\r\n", "가", "나다", "2024. 1. 5.",
		"1) ", "59,500,000원*2개소", "~", "_", "`", "<b>", "[x](y)", "&amp;", "\\", "#", "> ", "---", "|", "☑", "　", "\u00a0",
	})
	rapid.Check(t, func(t *rapid.T) {
		checkParse(t, strings.Join(rapid.SliceOfN(word, 0, 40).Draw(t, "words"), ""))
	})
}

// Bullets that hide nothing but their marks: the text of each item is known.
func TestBulletsKeepTheirText(t *testing.T) {
	mark := rapid.SampledFrom([]string{"- ", "* ", "○ ", "· ", "ㆍ", "□ ", ""})
	body := rapid.StringMatching(`[가-나0-9*_~<][가-나0-9*_~<>\-○·. ]{0,8}[가-나0-9.]`).
		Filter(func(s string) bool {
			return !strings.Contains(s, "**") && markRank([]rune(s)[0], []rune(s)[1], false) == noMark
		})
	rapid.Check(t, func(t *rapid.T) {
		var src, want strings.Builder
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			b := body.Draw(t, "body")
			src.WriteString(strings.Repeat(" ", rapid.IntRange(0, 6).Draw(t, "indent")) + mark.Draw(t, "mark") + b + "\n\n")
			want.WriteString(b + "\n")
		}
		items, diags := Parse(text(src.String()))
		var got strings.Builder
		var walk func([]Item)
		walk = func(items []Item) {
			for _, it := range items {
				got.WriteString(doc.PlainText(it.Text) + "\n")
				walk(it.Children)
			}
		}
		walk(items)
		if len(diags) == 0 && got.String() != want.String() {
			t.Fatalf("got\n%swant\n%s", got.String(), want.String())
		}
	})
}

// On bullets that Markdown knows, goldmark sees the same tree.
func TestSameTreeAsGoldmark(t *testing.T) {
	md := parser.NewParser(parser.WithBlockParsers(
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	))
	rapid.Check(t, func(t *rapid.T) {
		var src strings.Builder
		depth := 0
		for i := range rapid.IntRange(1, 15).Draw(t, "lines") {
			if i > 0 {
				depth = rapid.IntRange(0, min(depth+1, MaxDepth-1)).Draw(t, "depth")
			}
			indent := strings.Repeat("  ", depth)
			fmt.Fprintf(&src, "%s- 가%d\n", indent, i)
			if rapid.Bool().Draw(t, "wrapped") {
				fmt.Fprintf(&src, "%s  나%d\n", indent, i)
			}
			if rapid.Bool().Draw(t, "empty line") {
				src.WriteString("\n")
			}
		}
		var want strings.Builder
		raw := []byte(src.String())
		level := -1
		err := ast.Walk(md.Parse(gtext.NewReader(raw)), func(n ast.Node, enter bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.List:
				if enter {
					level++
				} else {
					level--
				}
			case *ast.TextBlock, *ast.Paragraph:
				if enter {
					var words []string
					for i := range n.Lines().Len() {
						line := n.Lines().At(i)
						words = append(words, strings.TrimSpace(string(line.Value(raw))))
					}
					fmt.Fprintf(&want, "%s- %s\n", strings.Repeat("  ", level), strings.Join(words, " "))
				}
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		items, _ := Parse(text(src.String()))
		if got := dump(items); got != want.String() {
			t.Fatalf("source\n%sgot\n%swant\n%s", src.String(), got, want.String())
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"- 가\n  - 나\n\n○ 다\n- 라\n", "**가**나 * 2\r\n\tㆍ다", "-", "\n", "**", "○○구", "- **가\n  나** 다\n\n  라",
		strings.Repeat("- ", 50), strings.Repeat(" - 가\n", 9), "\xff-\xfe ", "　- 가", "*\t**가**",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkParse(t, s)
	})
}
