package prose

import (
	"fmt"
	"strings"
	"testing"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/source"
)

// text is a value that stands in a file of its own.
func text(s string) source.Text {
	return source.Text{Value: s, Span: diag.Span{File: "a.toml", Start: 0, End: len(s)}}
}

// dump prints items: "- " for a bullet, "P " for a paragraph, <…> for bold.
func dump(items []Item) string {
	var b strings.Builder
	var walk func(items []Item, depth int)
	walk = func(items []Item, depth int) {
		for _, it := range items {
			mark := "P"
			if it.Bullet {
				mark = "-"
			}
			fmt.Fprintf(&b, "%s%s ", strings.Repeat("  ", depth), mark)
			for _, in := range it.Text {
				if t := in.(doc.Text); t.Bold {
					fmt.Fprintf(&b, "<%s>", t.S)
				} else {
					b.WriteString(t.S)
				}
			}
			b.WriteByte('\n')
			walk(it.Children, depth+1)
		}
	}
	walk(items, 0)
	return b.String()
}

func TestParse(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"levels by two blanks", "- 가\n  - 나\n    - 다\n  - 라\n- 마\n", "- 가\n  - 나\n    - 다\n  - 라\n- 마\n"},
		{"levels by tab", "- 가\n\t- 나\n\t\t- 다\n", "- 가\n  - 나\n    - 다\n"},
		{"one blank is no level", "- 가\n - 나\n  - 다\n", "- 가\n- 나\n- 다\n"},
		{"deep indentation is one level", "- 가\n          - 나\n", "- 가\n  - 나\n"},
		{"empty lines do not matter", "\n- 가\n\n\n  - 나\n\n- 다\n\n", "- 가\n  - 나\n- 다\n"},
		{"CRLF", "- 가\r\n  - 나\r\n\r\n- 다\r\n", "- 가\n  - 나\n- 다\n"},
		{"stars and dashes are one level", "- 가\n* 나\n", "- 가\n- 나\n"},
		{"circle above dash above dot", "○ 가\n- 나\n· 다\n- 라\n○ 마\n", "- 가\n  - 나\n    - 다\n  - 라\n- 마\n"},
		{"square above circle", "□ 가\n○ 나\n□ 다\n", "- 가\n  - 나\n- 다\n"},
		{"a dash before the first circle", "- 가\n○ 나\n- 다\n", "- 가\n- 나\n  - 다\n"},
		{"marks typed by habit", "ㅁ 가\nㅇ 나\n* 다\n• 라\n", "- 가\n  - 나\n    - 다\n      - 라\n"},
		{"dots without a blank", "- 가\nㆍ나\n·다\n", "- 가\n  - 나\n  - 다\n"},
		{"ideographic blanks indent", "○ 가\n　○ 나\n", "- 가\n  - 나\n"},
		{"indented circle below dash", "- 가\n  ○ 나\n  - 다\n", "- 가\n  - 나\n    - 다\n"},
		{"wrapped line", "- 지역단위 단계별\n  통합지원체계\n구축\n- 나\n", "- 지역단위 단계별 통합지원체계 구축\n- 나\n"},
		{"paragraphs", "가\n나\n\n다\n", "P 가 나\nP 다\n"},
		{"indented paragraph stays", "    가\n", "P 가\n"},
		{"paragraph inside a bullet", "- 가\n\n  나\n\n다\n", "- 가\n  P 나\nP 다\n"},
		{"bullets after a paragraph", "가\n- 나\n", "P 가\n- 나\n"},
		{"dates and numbers are text", "2024. 1. 5. 회의\n", "P 2024. 1. 5. 회의\n"},
		{"numbers in a bullet", "- 1. 5. 회의\n- 1) 하나\n", "- 1. 5. 회의\n- 1) 하나\n"},
		{"no mark without a blank", "-5% 감소\n", "P -5% 감소\n"},
		{"masked names are text", "○○구 지원\n\n··· 지원\n", "P ○○구 지원\nP ··· 지원\n"},
		{"only the first mark counts", "- - 가\n", "- - 가\n"},
		{"lone marks vanish", "-\n- 가\n*\n", "- 가\n"},
		{"rules and headings are text", "---\n\n# 가\n\n===\n", "P ---\nP # 가\nP ===\n"},
		{"markup of others is text",
			"- a_b_c ~~x~~ `c` [x](y) &amp; <b>z</b> \\* \\\\ ![i](j) http://a.kr\n",
			"- a_b_c ~~x~~ `c` [x](y) &amp; <b>z</b> \\* \\\\ ![i](j) http://a.kr\n"},
		{"stars of a formula are text",
			"- 59,500,000원*2개소, 50,000,000원*1개소\n",
			"- 59,500,000원*2개소, 50,000,000원*1개소\n"},
		{"tabs inside a text", "- 가\t나\n", "- 가 나\n"},
		{"bold", "- **가** 나 **다**\n", "- <가> 나 <다>\n"},
		{"bold before a syllable", "**강조(주)**는 **50%**는 **「조례」**에\n", "P <강조(주)>는 <50%>는 <「조례」>에\n"},
		{"bold over a line end", "- 가 **나\n  다** 라\n", "- 가 <나ˇ><다> 라\n"},
		{"bold that is not closed", "- **가 나\n- 다** 라\n", "- **가 나\n- 다** 라\n"},
		{"bold needs text at both stars", "2 ** 3 ** 4\n", "P 2 ** 3 ** 4\n"},
		{"the nearest opening counts", "**가 **나**\n", "P **가 <나>\n"},
		{"three stars are text", "***가***\n", "P ***가***\n"},
		{"bold at the line start is no bullet", "**가** 나\n", "P <가> 나\n"},
		{"nothing", " \n\t\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, diags := Parse(text(tt.in))
			want := strings.ReplaceAll(tt.want, "ˇ", " ")
			if dump(got) != want {
				t.Errorf("got\n%swant\n%s", dump(got), want)
			}
			if len(diags) != 0 {
				t.Errorf("diagnostics: %v", diags)
			}
		})
	}
}

func TestParseSpans(t *testing.T) {
	src := "- 가 **나**\n  다\n  - 라\n"
	items, _ := Parse(text(src))
	var got []string
	show := func(sp diag.Span) string { return src[sp.Start:sp.End] }
	var walk func([]Item)
	walk = func(items []Item) {
		for _, it := range items {
			got = append(got, "item "+show(it.Span))
			for _, in := range it.Text {
				got = append(got, "text "+show(in.(doc.Text).Span))
			}
			walk(it.Children)
		}
	}
	walk(items)
	want := []string{"item - 가 **나**\n  다", "text 가 ", "text 나", "text ", "text 다", "item - 라", "text 라"}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestParseLimits(t *testing.T) {
	var deep, ok strings.Builder
	for i := range 9 {
		fmt.Fprintf(&deep, "%s- %d\n", strings.Repeat("  ", i), i)
		if i < MaxDepth {
			fmt.Fprintf(&ok, "%s- %d\n", strings.Repeat("  ", i), i)
		}
	}
	tests := []struct {
		name, in string
		want     string // the source that the one diagnostic points to, "" for none
		items    int
	}{
		{"six levels", ok.String(), "", 6},
		{"nine levels", deep.String(), "- 6", 9},
		{"5,000 items", strings.Repeat("- 가\n", MaxItems), "", MaxItems},
		{"5,001 items", strings.Repeat("- 가\n", MaxItems) + "- 나\n- 다", "- 나", MaxItems},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items, diags := Parse(text(tt.in))
			got := ""
			if len(diags) == 1 && diags[0].Code == "E301" {
				got = tt.in[diags[0].Span.Start:diags[0].Span.End]
			}
			if got != tt.want || len(diags) > 1 {
				t.Errorf("diagnostics %v, want one at %q", diags, tt.want)
			}
			if n := strings.Count(dump(items), "\n"); n != tt.items {
				t.Errorf("%d items, want %d", n, tt.items)
			}
		})
	}
}
