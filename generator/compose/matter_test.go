package compose_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/codes"
	"budgetbook/generator/compose"
	"budgetbook/generator/doc"
)

// cityBook has two 실·국 and three 부서.
const cityBook = `schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "수정안"
title = "설명서"
date = "2025-11-01"
form = "seoul"
source = [{ key = "city", label = "시비" }]
bureau = [{ name = "기획실", departments = ["예산과", "법무과"] }, { name = "문화국", departments = ["축제과"] }]
`

// city is a book of so many projects, dealt out to the 부서, with these names first.
func city(t *testing.T, more string, n int, titles ...string) *doc.Book {
	t.Helper()
	return cityOf(t, more, "base = 1_000\n", n, titles...)
}

// cityOf is the same with this about last year. With accounts every second round of sheets is in another 회계.
func cityOf(t *testing.T, more, base string, n int, titles ...string) *doc.Book {
	t.Helper()
	places := [][2]string{{"기획실", "예산과"}, {"기획실", "법무과"}, {"문화국", "축제과"}}
	fsys := fstest.MapFS{"book.toml": {Data: []byte(more + cityBook)}}
	for i := range n {
		title := fmt.Sprintf("사업 %d", i+1)
		if i < len(titles) {
			title = titles[i]
		}
		at, account := places[i%len(places)], "일반회계"
		if i/len(places)%2 == 1 && strings.Contains(more, "특별회계") {
			account = "주차장 특별회계"
		}
		fsys[fmt.Sprintf("p%02d.toml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `schema = 1
id = "p%02d"
title = %q
account = %q
bureau = %q
department = %q
[[line]]
code = "201-01"
name = "사무관리비"
%s[[line.basis]]
label = "가"
formula = "%d,000원"
`, i, title, account, at[0], at[1], base, i+1)}
	}
	l := load(t, fsys)
	var sheets []*doc.Chapter
	for _, s := range l.sheets {
		c, ds := compose.SheetsOf(l.book, l.form, compose.Council, "0000-0000").Compose(s)
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		sheets = append(sheets, c)
	}
	return compose.Book(l.book, l.form, codes.Load(), l.totals, sheets, compose.Council, "0000-0000")
}

// TestMatterOfSizes: what a book has around its sheets follows from how many there are.
func TestMatterOfSizes(t *testing.T) {
	for _, c := range []struct {
		projects int
		want     string // kinds in order, sheets left out
	}{
		{1, "cover guide contents colophon"},
		{2, "cover guide contents summary colophon"},
		{10, "cover guide contents summary index colophon"},
		{19, "cover guide contents summary index colophon"},
		{20, "cover guide contents summary divider divider divider divider index colophon"}, // 문화국 has one 부서 only
	} {
		b := city(t, "", c.projects)
		var kinds, ids []string
		seen := map[string]bool{}
		for _, ch := range b.Chapters {
			if ch.Kind != doc.Sheet {
				kinds = append(kinds, string(ch.Kind))
			}
			if seen[ch.ID] {
				t.Errorf("two chapters are %s", ch.ID)
			}
			seen[ch.ID] = true
			ids = append(ids, ch.ID)
		}
		if got := strings.Join(kinds, " "); got != c.want {
			t.Errorf("%d projects: %s, want %s", c.projects, got, c.want)
		}
		if n := len(b.Of(doc.Sheet)); n != c.projects {
			t.Errorf("%d sheets of %d", n, c.projects)
		}
		for _, ch := range b.Chapters {
			for _, block := range ch.Blocks {
				d, ok := block.(*doc.Directory)
				if !ok {
					continue
				}
				for _, e := range d.Entries {
					if divided := len(b.Of(doc.Divider)) > 0; ch.Kind == doc.Contents && e.Total != nil && e.Head && divided != (e.Target != "") {
						t.Errorf("%d projects: %s leads to %q", c.projects, e.Text, e.Target)
					}
					if e.Target != "" && !seen[e.Target] {
						t.Errorf("%s leads to %s, which is not in %v", e.Text, e.Target, ids)
					}
				}
			}
		}
	}
}

// TestDividers stand before what they add up, and print what the sheets print.
func TestDividers(t *testing.T) {
	b := city(t, "units = { budget = \"백만원\" }\n", 20)
	var order []string
	for _, c := range b.Chapters {
		if c.Kind == doc.Divider || c.Kind == doc.Sheet && order[len(order)-1] != "…" {
			order = append(order, map[bool]string{true: c.Title, false: "…"}[c.Kind == doc.Divider])
		}
	}
	if got, want := strings.Join(order, " "), "기획실 예산과 … 법무과 … 축제과 …"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	dump := doc.Dump(b.Of(doc.Divider)[0].Blocks...)
	for _, want := range []string{"h1 기획실", "h2 부서별 예산", "(단위 : 백만원, %)", "th→ 예산과", "{printed.bureau[기획실]}"} {
		if !strings.Contains(dump, want) {
			t.Errorf("no %q in\n%s", want, dump)
		}
	}
}

// TestDividersSayWhere: a 부서 with sheets in several 회계 has a divider in each, and they tell them apart.
func TestDividersSayWhere(t *testing.T) {
	b := city(t, "accounts = [\"일반회계\", \"주차장 특별회계\"]\n", 30)
	var got []string
	for _, c := range b.Of(doc.Divider) {
		got = append(got, strings.SplitN(doc.Dump(c.Blocks...), "\n", 2)[0])
	}
	want := "h1 일반회계, h1 일반회계 기획실, h1 일반회계 · 기획실 예산과, h1 일반회계 · 기획실 법무과, h1 일반회계 · 문화국 축제과"
	want += ", h1 주차장 특별회계, h1 주차장 특별회계 기획실, h1 주차장 특별회계 · 기획실 예산과, h1 주차장 특별회계 · 기획실 법무과, h1 주차장 특별회계 · 문화국 축제과"
	if g := strings.Join(got, ", "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

// TestUnitLines: a table of sums says % only where it has a column of it.
func TestUnitLines(t *testing.T) {
	for base, want := range map[string]string{"base = 1_000\n": "(단위 : 천원, %)", "": "(단위 : 천원)"} {
		b := cityOf(t, "", base, 20)
		if dump := doc.Dump(b.Of(doc.Divider)[1].Blocks...); !strings.Contains(dump, want) {
			t.Errorf("no %q in\n%s", want, dump)
		}
	}
}

// TestCoarseUnit: a book whose tables of sums are in a coarser unit says why they differ from the 재원.
func TestCoarseUnit(t *testing.T) {
	const says = "예산 총괄은 줄마다 백만원 단위로 반올림하여 더한 것이어서, 천원 단위인 재원과"
	for more, want := range map[string]bool{"": false, "units = { budget = \"백만원\" }\n": true} {
		if dump := doc.Dump(city(t, more, 2).Of(doc.Guide)[0].Blocks...); strings.Contains(dump, says) != want {
			t.Errorf("%q: %s", more, dump)
		}
	}
}

// TestTitles: 차례, bookmarks and running heads have the title, the page what is spaced.
func TestTitles(t *testing.T) {
	c := city(t, "", 2).Of(doc.Contents)[0]
	if dump := doc.Dump(c.Blocks[0]); c.Title != "차례" || c.Running[1] != "차례" || dump != "h1 차 례\n" {
		t.Errorf("title %q, running head %q, %q", c.Title, c.Running[1], dump)
	}
}

// TestIndex sorts by 가나다, under the first letters; marks before a name do not count.
func TestIndex(t *testing.T) {
	b := city(t, "", 14, "하천 정비", "「까치」 마을", "가로등", "(국가) 가뭄 대책", "AI 교육", "3자녀 지원", "나눔", "2026 축제", "각급 학교", "저축 Ⅱ", "ⅠⅡ", "漢字 교실", "ㅎ표", "저축 Ⅰ")
	var got []string
	for _, e := range b.Of(doc.Index)[0].Blocks[1].(*doc.Directory).Entries {
		if e.Head {
			got = append(got, "/"+e.Text+":")
		} else {
			got = append(got, e.Text)
		}
	}
	want := "/0-9: 2026 축제 3자녀 지원 /A-Z: AI 교육 /ㄱ: 가로등 각급 학교 (국가) 가뭄 대책 「까치」 마을 /ㄴ: 나눔 /ㅈ: 저축 Ⅰ 저축 Ⅱ /ㅎ: 하천 정비 /기타: ⅠⅡ ㅎ표 漢字 교실"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

// TestStatus: the mark of the book comes from its data, wherever it stands.
func TestStatus(t *testing.T) {
	b := city(t, "", 2)
	for _, kind := range []doc.Kind{doc.Cover, doc.Colophon} {
		if dump := doc.Dump(b.Of(kind)[0].Blocks...); !strings.Contains(dump, "수정안") {
			t.Errorf("no 수정안 in\n%s", dump)
		}
	}
	for _, c := range b.Chapters {
		if !strings.Contains(c.Foot, "수정안") {
			t.Errorf("%s: foot %q", c.ID, c.Foot)
		}
	}
}
