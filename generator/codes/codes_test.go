package codes

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/source"
)

// whole holds a book against the lists.
func whole(t *Tables, b *budget.Book) (ds []diag.Diagnostic) {
	var used []Used
	for _, p := range b.Projects {
		found, more := Check(t, b.FiscalYear.Value, p)
		ds, used = append(ds, found...), append(used, more...)
	}
	return append(ds, Elsewhere(b, used)...)
}

func TestItem(t *testing.T) {
	tables := Load()
	for _, c := range []struct {
		name  string
		year  int64
		code  string
		want  string // "" where no list has it
		of    int64
		group string
	}{
		{"its own year", 2026, "401-01", "시설비", 2026, "시설비및부대비"},
		{"one code, two meanings", 2027, "401-01", "시설공사보상비", 2027, "시설비및부대비"},
		{"moved by one", 2027, "401-02", "시설비", 2027, "시설비및부대비"},
		{"a year without a list takes the nearest", 2024, "401-01", "시설비", 2026, "시설비및부대비"},
		{"a later one too", 2031, "401-01", "시설공사보상비", 2027, "시설비및부대비"},
		{"a code that its year lacks", 2027, "201-01", "사무관리비", 2026, "일반운영비"},
		{"a code that only a later year has", 2024, "308-01", "자치단체경상보조금", 2027, "자치단체등이전"},
		{"no such code", 2026, "999-01", "", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			item, ok, exact := tables.Item(c.year, c.code)
			if ok != (c.want != "") || item.Name != c.want || item.Year != c.of || item.GroupName != c.group {
				t.Fatalf("got %+v, %v, want %s of %d", item, ok, c.want, c.of)
			}
			if exact != (c.of == c.year) {
				t.Errorf("exact is %v", exact)
			}
			if ok && item.Source == "" {
				t.Error("no source")
			}
		})
	}
}

func TestNearestYearEarlierFirst(t *testing.T) {
	var got []int64
	for _, y := range nearest([]year{{year: 2019}, {year: 2024}, {year: 2026}, {year: 2028}, {year: 2029}}, 2026) {
		got = append(got, y.year)
	}
	if want := []int64{2026, 2024, 2028, 2029, 2019}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestReadRefusesDamage(t *testing.T) {
	const head = "schema = 1\nfiscal_year = 2030\n[[origin]]\nkey = \"a\"\nverified = \"원문\"\nsource = \"책\"\n"
	for name, text := range map[string]string{
		"a code twice":   head + "[[group]]\ncode = \"101\"\nname = \"인건비\"\norigin = \"a\"\nitem = [{ code = \"101-01\" }, { code = \"101-01\" }]\n",
		"unknown origin": head + "[[group]]\ncode = \"101\"\nname = \"인건비\"\norigin = \"b\"\nitem = [{ code = \"101-01\" }]\n",
		"no TOML":        "[",
	} {
		if _, err := read(fstest.MapFS{"codes/items-2030.toml": {Data: []byte(text)}}, "codes"); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}

// book is a book of one project whose lines are "code name".
func book(fiscalYear int64, lines ...string) *budget.Book {
	p := &budget.Project{}
	for i, l := range lines {
		code, name, _ := strings.Cut(l, " ")
		at := diag.Span{File: "a.toml", Start: i, End: i + 1}
		p.Lines = append(p.Lines, budget.Line{Code: source.Text{Value: code, Span: at}, Name: source.Text{Value: name, Span: at}})
	}
	return &budget.Book{FiscalYear: source.Int{Value: fiscalYear}, Projects: []*budget.Project{p}}
}

// said is what Check says, a line each, with the first hint.
func said(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintln(&b, d.Code, d.Message, "|", d.Hints[0])
	}
	return b.String()
}

func TestLines(t *testing.T) {
	tables := Load()
	for _, c := range []struct {
		name string
		year int64
		line string
		want string // a code and part of what is said; "" for nothing
	}{
		{"right", 2026, "201-01 사무관리비", ""},
		{"only the code is known", 2026, "201-05 무엇이든", ""},
		{"the name of another code", 2026, "201-01 국내여비", "E220 통계목의 이름이 코드와 다릅니다: 적힌 이름 국내여비, 201-01은(는) 사무관리비 | 국내여비은(는) 202-01"},
		{"of the same 편성목", 2026, "401-01 시설부대비", "E220"},
		{"the number of the year before", 2027, "401-01 시설비", "E220 통계목의 이름이 코드와 다릅니다: 적힌 이름 시설비, 401-01은(는) 시설공사보상비 | 시설비은(는) 401-02"},
		{"a name like no other", 2026, "201-01 홍보물품", "E220"},
		{"shortened", 2026, "301-01 사회보장적수혜금", "W361"},
		{"cut off", 2026, "301-02 사회보장적수혜금(취약계층,", "W361"},
		{"another middle dot", 2026, "301-07 통장·이장·반장활동보상금", "W361"},
		{"blanks", 2026, "101-04 기간제근로자 등 보수", "W361"},
		{"an older name", 2026, "307-01 의료및구료비", "W361"},
		{"written from memory", 2026, "308-02 모르는이름", "W361"},
		{"written from memory, the name of another", 2026, "308-02 자치단체간부담금", "W361"},
		{"moved in 2027", 2027, "202-03 국외업무여비", "W361 2027년도에 번호가 바뀐 통계목인 듯합니다: 202-03 국외업무여비 | 2027년도에 국외업무여비은(는) 202-02"},
		{"unknown, name known", 2026, "202-09 국내여비", "W360 과목표에 없는 통계목 코드입니다: 202-09 국내여비 | 혹시 202-01 국내여비"},
		{"unknown, name misspelt", 2026, "202-09 국네여비", "W360 과목표에 없는 통계목 코드입니다: 202-09 국네여비 | 혹시 202-01 국내여비"},
		{"unknown, name unknown", 2026, "202-09 가나다", "| 혹시 202-0"},
		{"unknown altogether", 2026, "999-99 가나다", "W360 과목표에 없는 통계목 코드입니다: 999-99 가나다 | 내장된"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ds := whole(tables, book(c.year, c.line))
			ds = slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return d.Code == "W362" })
			got := said(ds)
			if c.want == "" && got != "" || !strings.Contains(got, c.want) || strings.Count(got, "\n") > 1 {
				t.Errorf("got %swant %s", got, c.want)
			}
		})
	}
}

// In a year without a list a number may have moved inside its 편성목, so only a name of
// another 편성목 is an error.
func TestLinesOfAnotherYear(t *testing.T) {
	got := said(whole(Load(), book(2024, "308-01 자치단체경상보조금", "201-01 사무관리비", "401-02 시설비", "201-02 국내여비", "201-03 처음보는것")))
	want := `W361 통계목의 이름이 과목표와 다릅니다: 적힌 이름 시설비, 2026년도 표의 401-02은(는) 감리비 | 2026년도 표에서 시설비은(는) 401-01입니다
E220 통계목의 이름이 코드와 다릅니다: 적힌 이름 국내여비, 201-02은(는) 공공운영비 | 국내여비은(는) 202-01입니다. 코드나 이름 가운데 틀린 것을 고치십시오
W361 통계목의 이름이 과목표와 다릅니다: 적힌 이름 처음보는것, 2026년도 표의 201-03은(는) 행사운영비 | 표의 이름이 맞으면 name = "행사운영비" 로 고치십시오
W362 2024년도 과목표에 없어 가까운 해의 표로 보았습니다: 2026년도 표의 201-01, 201-02, 201-03, 401-02; 2027년도 표의 308-01 | 코드와 이름이 이 회계연도의 예산편성 운영기준과 같은지 보십시오
`
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestFunctions(t *testing.T) {
	tables := Load()
	for _, c := range []struct {
		name           string
		year           int64
		field, section string
		want           string
	}{
		{"right", 2026, "사회복지", "취약계층지원", ""},
		{"neither given", 2026, "", "", ""},
		{"section alone", 2026, "", "관광", ""},
		{"another middle dot", 2026, "환경", "상하수도·수질", "W363 부문 이름이 목록과 다릅니다: 적힌 이름 상하수도·수질, 목록의 이름 상하수도ㆍ수질"},
		{"of another 분야", 2026, "환경", "관광", "E221 부문이 다른 분야에 있습니다: 적힌 분야 환경, 관광은(는) 문화및관광의 부문"},
		{"unknown 부문", 2026, "사회복지", "취약계층지언", `W363 부문 이름이 목록에 없습니다: 취약계층지언 | 혹시 "취약계층지원" 입니까?`},
		{"unknown 분야", 2026, "사회복쥐", "노인", `W363 분야 이름이 목록에 없습니다: 사회복쥐 | 혹시 "사회복지" 입니까?`},
		{"the name until 2019", 2026, "환경보호", "폐기물", "W363 분야 이름이 목록과 다릅니다: 적힌 이름 환경보호, 목록의 이름 환경"},
		{"in its time", 2019, "환경보호", "폐기물", ""},
		{"the name until 2025", 2026, "문화및관광", "문화재", "W363 부문 이름이 목록과 다릅니다: 적힌 이름 문화재, 목록의 이름 국가유산"},
		{"the name of 2024", 2024, "사회복지", "노인ㆍ청소년", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := book(c.year)
			text := func(s string) source.Text {
				if s == "" {
					return source.Text{}
				}
				return source.Text{Value: s, Span: diag.Span{File: "a.toml", End: 1}}
			}
			b.Projects[0].Program = &budget.Program{Field: text(c.field), Section: text(c.section)}
			ds := slices.DeleteFunc(whole(tables, b), func(d diag.Diagnostic) bool { return d.Code == "W362" })
			got := said(ds)
			if c.want == "" && got != "" || !strings.Contains(got, c.want) || strings.Count(got, "\n") > 1 {
				t.Errorf("got %swant %s", got, c.want)
			}
		})
	}
}

// A real county's book: every 통계목 and 부문 of half of it, as printed. One name is cut off
// in the print (301-02); nothing else differs.
func TestRealCounty(t *testing.T) {
	file, err := os.Open("testdata/muju-2026.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tables := Load()
	found := map[string]int{}
	lines := 0
	for scan := bufio.NewScanner(file); scan.Scan(); {
		f := strings.Split(scan.Text(), "\t")
		if len(f) != 4 {
			continue
		}
		count := 0
		fmt.Sscan(f[3], &count)
		b := book(2026)
		if f[0] == "item" {
			b = book(2026, f[1]+" "+f[2])
		} else {
			b.Projects[0].Program = &budget.Program{Field: source.Text{Value: f[1]}, Section: source.Text{Value: f[2]}}
		}
		lines += count
		for _, d := range whole(tables, b) {
			found[d.Code+" "+f[1]] += count
		}
	}
	if lines != 1356+748 {
		t.Errorf("read %d rows", lines)
	}
	if len(found) != 1 || found["W361 301-02"] != 24 {
		t.Errorf("found %v, want the 24 rows of 301-02", found)
	}
}
