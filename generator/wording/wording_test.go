package wording

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
	"budgetbook/templates"
)

func rules(t testing.TB) *form.Wording {
	t.Helper()
	f, ds := form.Load(templates.FS, "seoul", diag.Sources{})
	if diag.HasErrors(ds) {
		t.Fatal(ds)
	}
	return &f.Wording
}

const bookTOML = `schema = 1
government = "가나시"
fiscal_year = 2024
kind = "본예산"
status = "안"
title = "책"
date = "2023-11-01"
form = "seoul"
[[source]]
key = "city"
label = "시비"
[[source]]
key = "district"
label = "구비"
outside = true
[[department]]
name = "문화과"
`

// project is a sheet of 566,600천원 whose further keys and tables are given.
func project(cycle, more string) string {
	return `schema = 1
id = "a"
title = "가나 사업"
account = "일반회계"
department = "문화과"
[overview]
cycle = ["` + cycle + `"]
` + more + `
[[line]]
code = "201-01"
name = "사무관리비"
basis = [{ label = "운영", formula = "566,600,000원" }]
`
}

// check loads a book folder and says what the wording of its sheets is: a line each of
// code, the place's text, the message.
func check(t testing.TB, fsys fs.FS, w *form.Wording) string {
	t.Helper()
	book, sources, ds := budget.Load(fsys, 0)
	if book == nil || diag.HasErrors(ds) {
		t.Fatal(ds)
	}
	var found []diag.Diagnostic
	for _, p := range book.Projects {
		sheet, _ := calc.Compute(book, p)
		found = append(found, New(w).Check(book, sheet)...)
	}
	var out strings.Builder
	for _, d := range diag.Sort(found) {
		fmt.Fprintf(&out, "%s [%s] %s\n", d.Code, sources[d.Span.File][d.Span.Start:d.Span.End], d.Message)
	}
	return out.String()
}

func one(t testing.TB, file string) string {
	return check(t, fstest.MapFS{"book.toml": {Data: []byte(bookTOML)}, "a.toml": {Data: []byte(file)}}, rules(t))
}

// narrative is a sheet with the text as 사업내용.
func narrative(text string) string {
	return project("연례반복", "[narrative]\ncontent = '''\n"+text+"\n'''")
}

func TestFires(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"places", "- 3개 자치구(중랑, 서대문)", "W370 [3개 자치구] 글에 적힌 수와 목록이 다릅니다: 적힌 수 3개 자치구, 괄호 안의 목록은 2"},
		{"places without blanks", "- 2개구(강동, 마포, 도봉) 종료", "W370 [2개구]"},
		{"places with 구", "- 4개구 (강동구, 마포구, 도봉구)", "W370 [4개구]"},
		{"places of a county", "- 사업지역 : 5개 읍면(무주읍, 무풍면, 설천면, 적상면)", "W370 [5개 읍면]"},
		{"unknown places, a slip", "- 4개 시군(가온, 나래, 다솜)", "W370 [4개 시군]"},
		{"facilities, a slip", "- 취정수장 6개소(무주정수장, 무풍정수장, 설천정수장, 구천정수장, 안성정수장)", "W370 [6개소]"},
		{"a name with a remark", "- 2개 자치구(강남(신규), 서초, 송파)", "W370 [2개 자치구]"},
		{"a list over two lines", "- 3개 자치구(중랑,\n  서대문)", "W370 [3개 자치구]"},
		{"persons by kind", "- 참여자 10명(남 4명, 여 5명)", "W370 [10명] 글에 적힌 수와 목록이 다릅니다: 적힌 수 10명, 괄호 안의 목록은 9"},
		{"places by kind, no counter", "- 9개소(직영 3, 위탁 7)", "W370 [9개소]"},
		{"bullets below", "- 사업비 교부 : 4개 자치구\n  - 1차 선정(2012.06) : 성북, 금천\n  - 2차 선정(2012.10) : 구로", "W370 [4개 자치구] 글에 적힌 수와 목록이 다릅니다: 적힌 수 4개 자치구, 아래 목록은 3"},
		{"groups by year", "- 지원대상 : 9개 자치구(지원종료 16개 자치구 제외)\n  - 8년차(동작, 용산, 강서, 서초, 종로), 7년차(중구), 6년차(강남), 5년차(서대문)", "W370 [9개 자치구]"},
		{"stages on a line", "- 주민기술학교 11개 자치구 선정(2021.04)\n  - 3단계 : 강동, 마포, 서대문, 영등포 / 2단계 : 금천, 광진, 노원, 도봉, 동작, 은평", "W370 [11개 자치구]"},
		{"counted groups", "- 종료 : 16개 자치구\n  - 4개구(관악, 금천, 성북, 은평)\n  - 5개구(강북, 구로, 노원, 성동, 강동)", "W370 [16개 자치구]"},
		{"counts below", "- 종료 : 16개 자치구\n  - 2021년에 9개구 종료\n  - 2022년에 6개구 종료", "W370 [16개 자치구]"},
		{"the faulty group alone", "- 종료 : 5개 자치구\n  - 3개구(관악, 금천)\n  - 2개구(강북, 구로)", "W370 [3개구]"},
		{"a list beside a remark", "- 교부 : 4개 자치구\n  - 강동, 마포, 도봉\n  - 2개구(강동, 마포) 종료", "W370 [4개 자치구]"},

		{"twice in brackets", "- 3개 자치구(중랑, 강남, 중랑)", "W371 [중랑] 한 목록에 두 번 있습니다: 중랑"},
		{"twice in a bullet", "- 1단계 : 강남, 강북, 양천, 종로, 양천(’20.08.)", "W371 [양천]"},
		{"twice and miscounted is told once", "- 2개 자치구(중랑, 강남, 중랑)", "W370 [2개 자치구]"},

		{"last year's cost", "- 사업비 : 651,000천원", "W372 [651,000천원] 글에 적힌 사업비가 계산한 예산액과 다릅니다: 적힌 값 651,000천원, 계산한 값 566,600천원"},
		{"in 백만원", "- 총사업비 568백만원(시비 100%)", "W372 [568백만원]"},
		{"in 억 and 만", "- 예산액 : 금5억 6,760만원", "W372 [5억 6,760만원]"},
		{"without outside money", "- 총사업비 : 700,000천원", "W372"},
		{"in won", "- 사업비 566,601,000원", "W372 [566,601,000원]"},
		{"below 사업개요", "- 사업개요\n  - 사업비 : 651,000천원", "W372 [651,000천원]"},

		{"last year", "- 사업기간 : 2023.1~12.", "W373 [2023.1~12] 사업기간의 연도가 회계연도와 다릅니다: 적힌 값 2023.1~12, 회계연도 2024"},
		{"last year, spaced", "- 사업기간 : 2023. 1. ~ 2023. 12.", "W373"},
		{"last year, short", "- 사업기간: ’23.1.~12.", "W373"},
		{"last year, in words", "- 사업기간 : 2023년 1월 ~ 12월", "W373"},
		{"a marked sample", "- (표본) 사업기간 : 2025. 1. ~ 2025. 12.", "W373"},

		{"a mark alone", "-", "W374 [-\n] 사업내용에 내용이 없습니다"},
		{"nothing to say", "- 해당없음", "W374 [- 해당없음\n] "},

		{"two middle dots", "- 공모·심사ㆍ선정ㆍ지원", "W375 [·] 가운뎃점 모양의 글자가 섞여 있습니다: ·(U+00B7) 1곳"},
		{"a dot that nobody means", "- 공모․심사", "W375 [․] 가운뎃점 모양의 글자가 섞여 있습니다: ․(U+2024) 1곳"},
		{"two tildes", "- 3~4월, 5∼6월, 7~8월", "W375 [∼]"},
		{"a Greek letter", "- ∆84,400천원", "W375 [∆]"},
		{"two apostrophes", "- '22년과 ’23년, ’24년", "W375 [']"},

		{"a lost dot", "- 시？군비 부담", "W376 [？] 다른 글자가 물음표로 바뀐 듯합니다: 1곳"},
		{"a lost bracket", "- ？사회보장기본법？ 제4조", "W376 [？]"},

		{"dates of two hands", "- 1차(2012.06), 2차(2012. 10.)", "W377 [2012.06] 날짜를 적는 방식이 2가지 섞여 있습니다: 2012.06 / 2012. 10"},
		{"with 월", "- 2021.6월, ’21.10월", "W377"},

		{"a word", "- 익년 추진, 금번은 제외, 익년도 추진", "W378 [익년] 작성요령에서 쓰지 않는 표기입니다: 익년 2곳\nW378 [금번]"},
		{"a unit", "- 부지 300m2 정비", "W378 [m2]"},

		{"a bracket", "- 공모(심사, 선정", "W379 [(] 괄호가 닫히지 않았습니다: ("},
		{"the seed's quote", "- ‘통합지원체계 구축지원 종합계획(사회적경제과-6102, ’15.5.19)", "W379 [‘] 작은따옴표가 닫히지 않았습니다: ‘"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := one(t, narrative(c.text))
			if !strings.Contains(got, c.want) || strings.Count(got, "\n") != strings.Count(c.want, "\n")+1 {
				t.Errorf("got:\n%swant: %s", got, c.want)
			}
		})
	}
}

func TestSilent(t *testing.T) {
	for name, text := range map[string]string{
		"right":                         "- 3개 자치구(중랑, 서대문, 강남)",
		"one":                           "- 신규 선정 1개 자치구(중구)",
		"what they are, not who":        "- 3개소(직영, 위탁)\n- 12개소(신축, 증축)\n- 2개 자치구(공모)",
		"not complete":                  "- 25개 자치구(강남, 서초 등)\n- 9개 자치구(지원종료 16개 자치구 제외)\n- 5개구(강남, 서초 외)",
		"examples":                      "- 25개 자치구(강남, 서초, 송파)",
		"about":                         "- 약 5개 자치구(강남, 서초, 송파)\n- 최대 4개소(강남, 서초, 송파)",
		"a part of them":                "- 25개 자치구 중 3개\n  - 강남, 서초",
		"occupations":                   "- 5명(팀장, 주무관, 조리원)",
		"some of them":                  "- 100명(여성 60명, 장애인 20명)",
		"a right breakdown":             "- 10명(남 4명, 여 6명)\n- 1,200명(남 600명, 여 600명)",
		"sites in districts":            "- 5개소(강남구, 서초구)\n- 4개소(강남, 서초, 송파)",
		"where they are":                "- 2개 동(중구)\n- 3개 동(종로, 중구)\n- 3개 읍면 선정\n  - 무주, 진안",
		"told apart by a remark":        "- 3개 군(고성(강원), 고성(경남), 무주)",
		"genres":                        "- 4개 단체(연극, 무용, 음악)",
		"cost that was changed":         "- 사업비 : 651,000천원 → 566,600천원",
		"first year":                    "- 사업기간 : 2012년 최초 시행\n- 사업기간 : 2012년도 ~\n- 사업기간 : 2012.1~12월(매년)",
		"marks of bullets":              "- 민ㆍ관 협력\n  · 공모ㆍ심사\n- 계획\n  • 선정",
		"fields of work":                "- 10개 기관(교육, 홍보, 상담)",
		"money in brackets":             "- 3개소(시비 50%, 구비 50%)\n- 2개소(10백만원, 20백만원, 30백만원)",
		"other words":                   "- 5개구역(가, 나, 다)\n- 3개월(1월, 2월)\n- 제3개소(가나, 다라, 마바)",
		"stages of the same places":     "- 지원 : 3개 자치구\n  - 1단계 : 강남, 서초, 송파\n  - 2단계 : 강남, 서초",
		"a remark on some":              "- 교부 : 3개 자치구\n  - 강동, 마포, 도봉\n  - ’22년 2개구(강동, 마포) 사업지원 종료",
		"more of them":                  "- 교부 : 5개 자치구\n  - 강동, 마포, 도봉\n  - 2개구를 더 뽑음",
		"steps that overlap":            "- 지원 : 3개 자치구\n  - 1단계 : 강남, 서초\n  - 2단계 : 서초, 송파",
		"steps that overlap, and more":  "- 지원 : 5개 자치구\n  - 1단계 : 강남, 서초\n  - 2단계 : 서초, 송파\n  - 추가 : 2개 자치구",
		"others beside":                 "- 지원 : 3개 자치구\n  - 선정 : 강남, 서초, 송파\n  - 예비 : 종로, 중구",
		"among those":                   "- 3개 자치구에서 시범 자치구를 뽑음\n  - 강남, 서초",
		"some of many":                  "- 대상 : 25개 자치구\n  - 강남, 서초",
		"in one of them":                "- 2개 자치구(서초)",
		"bullets on other things":       "- 대상 : 25개 자치구\n  - 공모로 선정\n  - 예산은 따로 정함",
		"bullets of bullets":            "- 대상 : 3개 자치구\n  - 선정\n    - 강남, 서초",
		"two counts":                    "- 9개 자치구와 3개구\n  - 강남, 서초, 송파, 강동",
		"the rest is to come":           "- 대상 : 5개 자치구\n  - 강남, 서초, 송파\n  - 나머지는 추후 선정",
		"in two lists":                  "- 1단계 : 강남, 서초\n- 2단계 : 강남, 서초\n- 3단계 : 강동, 2단계 : 강동",
		"words twice in a sentence":     "- 공모, 심사, 공모 순으로 진행",
		"counts twice, as W310 says":    "- 연장 (5년차 1개소, 5년차 1개소)",
		"dates":                         "- 한글날(10.9), 개천절(10.3)",
		"the right cost":                "- 사업비 : 566,600천원\n- 총사업비 566백만원\n- 사업비 567백만원\n- 예산액 : 5.7억원\n- 사업비 : 5억 6,660만원",
		"cost a place":                  "- 사업비 : 50백만원/개소\n- 사업비 100백만원 이내\n- 사업비 30백만원~140백만원",
		"cost of others too":            "- 총사업비 : 1,000백만원(시비 566, 구비 434)\n- 사업비 : 600백만원(자부담 포함)",
		"cost inside a sentence":        "- 개소당 사업비 50백만원 지원\n- 전년도 사업비 651,000천원 대비 감액",
		"cost of a part":                "- 1단계\n  - 사업비 : 100백만원",
		"no amount":                     "- 사업비 : 별도\n- 사업비 50% 지원\n- 예산액 : {{사업비}}",
		"this year":                     "- 사업기간 : 2024.1~12.",
		"this year among them":          "- 사업기간 : 2012. ~ 2026.",
		"since a year":                  "- 사업기간 : 2012년 ~\n- 사업기간 : 2012년부터 계속\n- 사업기간 : 2012.1. ~ 계속",
		"every year":                    "- 사업기간 : 매년 1월~12월\n- 사업기간 : 연중",
		"another period":                "- 운영기간 : 2023년 1월 ~ 12월",
		"one middle dot and tilde":      "- 공모ㆍ심사 3∼4월",
		"a quotation and an apostrophe": "- ‘종합계획’(’15. 5. 19.)",
		"a question":                    "- 무엇이 필요한가? 무엇을 할까？ “어떻게?”",
		"one way to write dates":        "- 2024. 1. ~ 2024. 12.\n- 2024. 1. 5.(금)\n- 2023. 10. 5.",
		"the same hand, two digits":     "- 2012.06, 2012.10, 2013.03.12",
		"dates in words":                "- 2024년 1월에 시작하여 2024. 3. 5.에 마침",
		"no dates":                      "- 2,012.5㎡, 2024.123톤, 제2024-12호, 2024.50, 2024. 5개소, 2024년 5개소, 2024.7\n- 2024.\n  3명 2023.11",
		"inside a word":                 "- 나익년, 몇몇일",
		"천원 is the unit of budgets":     "- 345천원",
		"units":                         "- 300㎡, M2 계획, 5km, 3m20",
		"numbered lines":                "1) 공모\n2) 선정\n가) 지원",
		"comparison":                    "- 5 < 6, a <- b",
		"a reference":                   "- {{사업비}}와 {{사무관리비 백만원}}",
	} {
		t.Run(name, func(t *testing.T) {
			if got := one(t, narrative(text)); got != "" {
				t.Errorf("said:\n%s", got)
			}
		})
	}
}

// A year or an amount in the history is of its own time, and a project of several years
// has a 총사업비 of its own.
func TestSilentElsewhere(t *testing.T) {
	for name, file := range map[string]string{
		"history":                 project("연례반복", "[narrative]\nhistory = '''\n- 사업기간 : 2023.1~12.\n- 사업비 : 651,000천원\n'''"),
		"performance":             project("연례반복", "[[performance]]\nyear = 2023\ntext = '''\n- 사업기간 : 2023.1~12.\n- 사업비 : 651,000천원\n'''"),
		"several years":           project("기간", "from = \"2023-01\"\nto = \"2026-12\"\n[narrative]\ncontent = '''\n- 사업기간 : 2023.1. ~ 2026.12.\n- 총사업비 : 3,000백만원\n- 사업비 : 3,000백만원\n'''"),
		"the name of the project": strings.Replace(narrative("- 상수도ㆍ수질"), `"가나 사업"`, `"농·특산물"`, 1),
		"money outside too":       project("연례반복", "[outside]\ndistrict = 133_400_000\n[narrative]\ncontent = \"- 총사업비 : 700,000천원\""),
		"names of 통계목":            strings.Replace(narrative("- 상수도·수질"), "[overview]", "program = { field = \"환경\", section = \"상하수도ㆍ수질\" }\n[overview]", 1),
		"a label":                 strings.Replace(project("연례반복", ""), `"운영"`, `"없음"`, 1),
		"nothing is given":        project("연례반복", ""),
	} {
		if got := one(t, file); got != "" {
			t.Errorf("%s: said:\n%s", name, got)
		}
	}
}

// The 예산액 of this year is compared in projects of several years too.
func TestFiresElsewhere(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"this year's share", project("기간", "from = \"2023-01\"\nto = \"2026-12\"\n[narrative]\ncontent = '''\n- 당해년도 사업비 : 3,000백만원\n'''"), "W372"},
		{"summary", project("연례반복", `summary = "3개 자치구(중랑, 서대문) 지원"`), "W370 [3개 자치구]"},
		{"label", strings.Replace(project("연례반복", ""), `"운영"`, `"8년차 1개소(동작, 용산)"`, 1), "W370 [1개소]"},
		{"detail", project("연례반복", "[[schedule]]\nstep = \"선정\"\ndetail = \"2개구(강동, 마포, 도봉) 지원\""), "W370 [2개구]"},
		{"performance", project("연례반복", "[[performance]]\nyear = 2023\ntext = '''\n- 2개구(강동, 마포, 도봉) 지원\n'''"), "W370 [2개구]"},
		{"behind an escape", project("연례반복", `summary = "\"자치구\"\t3개 자치구(중랑, 서대문)"`), "W370 [3개 자치구]"},
		{"a label many times", strings.Replace(project("연례반복", ""), `{ label = "운영", `, `{ label = "공공요금(전기,", formula = "1,000원" }, { label = "공공요금(전기,", `, 1), "W379 [(]"},
		{"an empty field", project("연례반복", "[narrative]\npurpose = \"\""), "W374 [] 사업목적에 내용이 없습니다"},
	} {
		if got := one(t, c.file); !strings.HasPrefix(got, c.want) || strings.Count(got, "\n") != 1 {
			t.Errorf("%s: got:\n%swant: %s", c.name, got, c.want)
		}
	}
}

// A text in a file of its own is looked at as that file.
func TestCompanionFile(t *testing.T) {
	got := check(t, fstest.MapFS{
		"book.toml": {Data: []byte(bookTOML)},
		"a.toml":    {Data: []byte(project("연례반복", "summary = \"공모·심사\""))},
		"a.md":      {Data: []byte("# 추진경위\n- 공모ㆍ심사\n- 3개 자치구(중랑, 서대문)\n")},
	}, rules(t))
	if want := "W370 [3개 자치구] 글에 적힌 수와 목록이 다릅니다: 적힌 수 3개 자치구, 괄호 안의 목록은 2\n"; got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// An office that edits its wording.toml gets what it wrote there.
func TestOfficeRules(t *testing.T) {
	w := *rules(t)
	w.Date.Allowed = []string{"2024. 1. 5.", "2024년 1월"}
	w.Words = append(w.Words, form.Word{Bad: "제고", Good: "높임"})
	w.Alikes = []form.Alike{{Name: "가운뎃점", Good: []string{"·"}, Bad: []string{"ㆍ"}}}
	got := check(t, fstest.MapFS{"book.toml": {Data: []byte(bookTOML)},
		"a.toml": {Data: []byte(narrative("- 2024. 1. ~ 12.\n- 2024.05\n- 2024년 10월\n- 자생력 제고\n- 공모ㆍ심사"))}}, &w)
	want := `W377 [2024.05] 작성요령에 없는 방식으로 적은 날짜가 있습니다: 2024.05
W378 [제고] 작성요령에서 쓰지 않는 표기입니다: 제고 1곳
W375 [ㆍ] 가운뎃점 모양의 글자가 섞여 있습니다: ㆍ(U+318D) 1곳
`
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// A year with a number behind it is no date, whatever dates are allowed.
func TestYearBesideNumber(t *testing.T) {
	w := *rules(t)
	w.Date.Allowed = []string{"2024. 1. 5."}
	got := check(t, fstest.MapFS{"book.toml": {Data: []byte(bookTOML)}, "a.toml": {Data: []byte(narrative("- 2024년 7, 8차 선정"))}}, &w)
	if got != "" {
		t.Errorf("said:\n%s", got)
	}
}

// What the rules say of the sample books, all of it. Read it as a clerk before it changes.
func TestSampleBooks(t *testing.T) {
	var out strings.Builder
	for _, name := range []string{"seoul-2024", "muju-2026"} {
		fmt.Fprintf(&out, "# %s\n%s", name, check(t, os.DirFS("../../data/"+name), rules(t)))
	}
	const golden = "testdata/samples.txt"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("got:\n%swant:\n%s", out.String(), want)
	}
}

// Every count of the seed that stands before or above its list is read: a wrong one is
// found at its place, and nothing else is said.
func TestSeedWithWrongCounts(t *testing.T) {
	seed, err := os.ReadFile("../../data/seoul-2024/social-economy-centers.toml")
	if err != nil {
		t.Fatal(err)
	}
	book, err := os.ReadFile("../../data/seoul-2024/book.toml")
	if err != nil {
		t.Fatal(err)
	}
	usual := strings.Split(check(t, os.DirFS("../../data/seoul-2024"), rules(t)), "\n")
	for _, c := range []struct{ right, wrong, place string }{
		{"지원대상 : 9개 자치구", "지원대상 : 10개 자치구", "10개 자치구"},
		{"지원종료 : 16개 자치구", "지원종료 : 15개 자치구", "15개 자치구"},
		{"2021.6월 4개구", "2021.6월 5개구", "5개구"},
		{"사업비 지원 : 9개 자치구", "사업비 지원 : 8개 자치구", "8개 자치구"},
		{"사업비 지원 : 25개 구", "사업비 지원 : 24개 구", "24개 구"},
		{"사업비 지원 : 17개 구", "사업비 지원 : 18개 구", "18개 구"},
		{"사업 지원 : 6개구", "사업 지원 : 7개구", "7개구"},
		{"신규선정 3개 자치구", "신규선정 4개 자치구", "4개 자치구"},
		{"사업 11개 자치구 선정", "사업 12개 자치구 선정", "12개 자치구"},
		{"교부 : 17개 자치구", "교부 : 16개 자치구", "16개 자치구"},
		{"교부 : 14개 자치구", "교부 : 13개 자치구", "13개 자치구"},
		{"’23년 5개구", "’23년 6개구", "6개구"},
		{"8년차 2개소(동작, 용산)", "8년차 1개소(동작, 용산)", "1개소"},
		{"은평(2020.04.)", "광진(2020.04.)", "광진"},
		{"사업기간 : 2024.1~12.", "사업기간 : 2023.1~12.", "2023.1~12"},
		{"종합계획’(", "종합계획(", "‘"},
	} {
		if strings.Count(string(seed), c.right) < 1 {
			t.Fatalf("the seed has no %s", c.right)
		}
		broken := strings.Replace(string(seed), c.right, c.wrong, 1)
		got := check(t, fstest.MapFS{"book.toml": {Data: book}, "social-economy-centers.toml": {Data: []byte(broken)}}, rules(t))
		lines := slices.DeleteFunc(strings.Split(got, "\n"), func(l string) bool {
			return slices.Contains(usual, l) || strings.HasPrefix(l, "W377")
		})
		if len(lines) != 1 || !strings.Contains(lines[0], "["+c.place+"]") {
			t.Errorf("%s: got %q", c.wrong, lines)
		}
	}
}
