package layout

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

var loadFonts = sync.OnceValues(font.Load)

// glyphsOf measures a text at 10 pt.
func glyphsOf(t testing.TB, s string) []glyph {
	t.Helper()
	fonts, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	c := newComposer(form.Style{}, fonts)
	out := c.inlines([]doc.Inline{doc.Text{S: s}}, 0, look{})
	if len(c.diags) > 0 {
		t.Fatalf("%q: %v", s, c.diags)
	}
	return out.glyphs
}

const size10 = 1000 // 10 pt

// hangul is a width of n Hangul syllables at 10 pt, and a little.
func hangul(n int) display.Length { return display.Length(n)*8640 + 100 }

func broken(gs []glyph, width display.Length) []string {
	var out []string
	for _, l := range breakLines(nil, gs, size10, width) {
		var b strings.Builder
		for _, g := range gs[l.from:l.to] {
			b.WriteRune(g.r)
		}
		out = append(out, b.String())
	}
	return out
}

func TestBreakLines(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		width int // Hangul syllables
		want  string
	}{
		{"fits", "지역 활성화", 10, "지역 활성화"},
		{"at the last space", "사회적경제 활성화 및 전략사업 추진", 10, "사회적경제 활성화 및 |전략사업 추진"},
		{"inside a word wider than the line", "자치단체경상보조금", 4, "자치단체|경상보조|금"},
		{"inside a word where the line would stay less than half full", "가 자치단체경상보조금지원", 9, "가 자치단체경상보|조금지원"},
		{"not inside a word where the line is half full", "사회적경제 자치단체경상보조금", 10, "사회적경제 |자치단체경상보조금"},
		{"spaces hang over the edge", "가나다라마 바사", 5, "가나다라마 |바사"},
		{"number with unit", "올해 예산은 모두 566,600천원", 11, "올해 예산은 모두 |566,600천원"},
		{"number with unit behind a space", "올해 예산은 566,600 천원이다", 10, "올해 예산은 |566,600 천원이다"},
		{"decrease", "전년도 예산액 대비 △84,400", 12, "전년도 예산액 대비 |△84,400"},
		{"percent", "전년도보다 늘어난 비율 13%", 11, "전년도보다 늘어난 비율 |13%"},
		{"reference with a date", "연장심사 종합계획(사회적경제과-6102, ’15.5.19)", 18, "연장심사 종합계획|(사회적경제과-6102, ’15.5.19)"},
		{"period of dates", "올해의 사업기간은 2024. 1. ~ 2024. 12.", 16, "올해의 사업기간은 |2024. 1. ~ 2024. 12."},
		{"closing mark never first", "가나다라마바」사아", 6, "가나다라마|바」사아"},
		{"opening mark never last", "가나다라마「바사아자", 6, "가나다라마|「바사아자"},
		{"formula before its operator", "59,500,000원*2개소", 8, "59,500,000원|*2개소"},
		{"square metres", "연면적 1,234㎡ 규모", 5, "연면적 |1,234㎡ |규모"},
		{"phone", "담당 02-000-0001", 8, "담당 |02-000-0001"},
		{"forced break", "가나\n다라", 10, "가나\n|다라"},
		{"word wider than the line, no other place", "ABCDEFGHIJ", 2, "AB|CD|EF|GH|IJ"},
		{"line narrower than a glyph", "가나", 0, "가|나"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(broken(glyphsOf(t, tt.text), hangul(tt.width)), "|")
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// drawWord draws what budget sheets are made of.
func drawWord(t *rapid.T) string {
	kinds := []*rapid.Generator[string]{
		rapid.SampledFrom([]string{"자치구", "사회적경제", "통합지원센터", "운영", "및", "등", "지원"}),
		rapid.SampledFrom([]string{"566,600천원", "△84,400", "13%", "9개", "30백만원", "2개소", "1,234㎡", "’15.5.19", "2024. 1. ~ 2024. 12."}),
		rapid.SampledFrom([]string{"(동작, 용산)", "「기본계획」", "“가나다”", "(사회적경제과-6102)", "민·관", "3,600,000원*2개소"}),
		rapid.SampledFrom([]string{"ABC", "R&D", "02-000-0001", "社會", "경제,", "끝.", "※"}),
	}
	return kinds[rapid.IntRange(0, len(kinds)-1).Draw(t, "kind")].Draw(t, "word")
}

func sentence(t *rapid.T) string {
	var b strings.Builder
	for i := range rapid.IntRange(1, 30).Draw(t, "words") {
		if i > 0 && rapid.IntRange(0, 5).Draw(t, "space") > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(drawWord(t))
	}
	return b.String()
}

// The texts of the properties below hold nothing wider than 16 syllables that must
// stay whole, unless words run together.
var (
	closesFirst = regexp.MustCompile(`\|[)」”,.%㎡·]`)
	opensLast   = regexp.MustCompile(`[(「“] *\|`)
	numberParts = regexp.MustCompile(`[0-9]\|[0-9,.]|[0-9]\|(천원|백만원|원|개|%|㎡)|[0-9],\|[0-9]|[천백]\|(원|만)|만\|원|△ *\||’\|`)
)

func TestBreakLinesProperties(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := sentence(r)
		gs := glyphsOf(t, s)
		width := display.Length(rapid.IntRange(1000, 400000).Draw(r, "width"))
		lines := broken(gs, width)
		if got := strings.Join(lines, ""); got != s {
			r.Fatalf("text lost: got %q, want %q", got, s)
		}
		for i, l := range breakLines(nil, gs, size10, width) {
			if used := lineWidth(gs[l.from:l.to], size10); used > width && l.to-l.from > 1 {
				r.Fatalf("line %d is %s wide in %s", i, used, width)
			}
		}
		joined := strings.Join(lines, "|")
		if widestWord(gs, size10, breakTight) <= width {
			for _, re := range []*regexp.Regexp{closesFirst, opensLast} {
				if m := re.FindString(joined); m != "" {
					r.Fatalf("%q in %q", m, joined)
				}
			}
		}
		if widestWord(gs, size10, breakSyllable) <= width {
			if m := numberParts.FindString(joined); m != "" {
				r.Fatalf("number parted: %q in %q", m, joined)
			}
		}
	})
}

func FuzzBreakLines(f *testing.F) {
	f.Add("자치구 사회적경제(사회적경제과-6102, ’15.5.19) 566,600천원", 60000)
	f.Add("가\n나 ", 0)
	f.Fuzz(func(t *testing.T, s string, width int) {
		fonts, err := loadFonts()
		if err != nil {
			t.Fatal(err)
		}
		c := newComposer(form.Style{}, fonts)
		gs := c.inlines([]doc.Inline{doc.Text{S: s}}, 0, look{}).glyphs
		next := 0
		for _, l := range breakLines(nil, gs, size10, display.Length(width)) {
			if l.from != next || l.to < l.from {
				t.Fatalf("line %v does not follow %d", l, next)
			}
			next = l.to
		}
		if next != len(gs) {
			t.Fatalf("%d of %d characters set", next, len(gs))
		}
	})
}

func TestFitColumns(t *testing.T) {
	type lengths = []display.Length
	tests := []struct {
		name             string
		base, hard, soft lengths
		want             lengths
	}{
		{"enough", lengths{100, 100}, lengths{50, 50}, lengths{0, 0}, lengths{100, 100}},
		{"figures take from text", lengths{20, 180}, lengths{60, 10}, lengths{0, 50}, lengths{60, 140}},
		{"figures take even from words", lengths{20, 80}, lengths{60, 10}, lengths{0, 70}, lengths{60, 40}},
		{"words take what is spare", lengths{30, 170}, lengths{10, 10}, lengths{50, 60}, lengths{50, 150}},
		{"words do not take from words", lengths{30, 70}, lengths{10, 10}, lengths{50, 60}, lengths{30, 70}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := fitColumns(tt.base, tt.hard, tt.soft)
			for i := range got {
				if got[i] != tt.want[i] {
					t.Fatalf("got %v, want %v", got, tt.want)
				}
			}
		})
	}
}
