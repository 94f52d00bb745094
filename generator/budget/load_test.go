package budget_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
)

// city is a book with 실·국; county has 부서 only.
const city = `schema = 1
government = "가나시"
fiscal_year = 2026
kind = "본예산"
status = "안"
title = "2026년도 세출예산안 사업별 설명서"
date = "2025-11-01"
form = "seoul"
source = [
  { key = "national", label = "국비", national = true },
  { key = "city", label = "시비" },
  { key = "district", label = "구비", outside = true },
]
bureau = [
  { name = "나국", departments = ["나과", "다과"] },
  { name = "가국", departments = ["가과"] },
]
`

var county = strings.Split(city, "bureau = ")[0] + "department = [{ name = \"나과\" }, { name = \"가과\" }]\n"

// project is a project file of a department; more follows its head.
func project(id, seat, more string) string {
	return fmt.Sprintf("schema = 1\nid = %q\ntitle = \"사업\"\naccount = \"일반회계\"\n%s\n%s", id, seat, more) + `
[[line]]
code = "201-01"
name = "목"
basis = [{ label = "부기", formula = "1,000원" }]
`
}

const (
	naOfNa = "bureau = \"나국\"\ndepartment = \"나과\""
	daOfNa = "bureau = \"나국\"\ndepartment = \"다과\""
	gaOfGa = "bureau = \"가국\"\ndepartment = \"가과\""
)

func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

// TestPrintOrder: 직제순 and then the files' names, whatever the ids and titles.
func TestPrintOrder(t *testing.T) {
	for _, c := range []struct {
		name string
		fsys fstest.MapFS
		want []string
	}{
		{"bureaus", files("book.toml", city,
			"1.toml", project("ga", gaOfGa, ""),
			"2.toml", project("da", daOfNa, ""),
			"3-b.toml", project("na-1", naOfNa, ""),
			"3-a.toml", project("na-2", naOfNa, "")),
			[]string{"na-2", "na-1", "da", "ga"}},
		{"departments", files("book.toml", county,
			"1.toml", project("ga", "department = \"가과\"", ""),
			"2.toml", project("na", "department = \"나과\"", "")),
			[]string{"na", "ga"}},
		{"other files are no projects", files("book.toml", county,
			"a.toml", project("a", "department = \"가과\"", ""),
			".b.toml", "부서진", "2025/book.toml", "부서진", "2025/c.toml", "부서진", "d.txt", "글", "README.md", "글"),
			[]string{"a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, _, ds := budget.Load(c.fsys, 0)
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			var got []string
			for _, p := range book.Projects {
				got = append(got, p.ID.Value)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// TestLoad holds what the loader refuses: the code, the place and a word of the help.
func TestLoad(t *testing.T) {
	one := func(seat, more string) fstest.MapFS {
		return files("book.toml", city, "a.toml", project("a", seat, more))
	}
	replaced := func(old, new string) fstest.MapFS {
		if !strings.Contains(city, old) {
			panic("no " + old)
		}
		return files("book.toml", strings.Replace(city, old, new, 1), "a.toml", project("a", naOfNa, ""))
	}
	for _, c := range []struct {
		name string
		fsys fstest.MapFS
		want []string // code, file, source text
		says string
	}{
		{"nothing wrong", one(naOfNa, ""), nil, ""},
		{"no book.toml", files("a.toml", project("a", naOfNa, "")), []string{"E021 book.toml "}, "budgetbook new"},
		{"the folder above the books", files("2026/book.toml", city, "2025/book.toml", city), []string{"E021 book.toml "}, "책은 이 안의 폴더입니다: 2025, 2026."},
		{"no projects", files("book.toml", city), []string{"E021 book.toml "}, "budgetbook new"},

		{"an id twice", files("book.toml", city, "a.toml", project("x", naOfNa, ""), "b.toml", project("x", naOfNa, "")), []string{"E022 b.toml x"}, "먼저 나온 곳"},
		{"a source twice", replaced(`key = "city"`, `key = "national"`), []string{"E022 book.toml national"}, "재원의 키가 두 번"},
		{"a department twice", replaced(`["가과"]`, `["가과", "나과"]`), []string{"E022 book.toml 나과"}, "부서가 두 번"},
		{"a bureau twice", replaced(`["가과"] }`, `["가과"] }, { name = "나국", departments = ["라과"] }`), []string{"E022 book.toml 나국"}, "실·국이 두 번"},
		{"an internal code twice", replaced(`schema = 1`, "schema = 1\ninternal = [\"702-01\", \"702-01\"]"), []string{"E022 book.toml 702-01"}, "통계목이 두 번"},
		{"an allowed warning twice", one(naOfNa, "[[allow]]\ncode = \"W310\"\nreason = \"글\"\n[[allow]]\ncode = \"W310\"\nreason = \"다른 글\""), []string{"E022 a.toml W310"}, "확인이 두 번"},
		{"결산 of a year twice", one(naOfNa, "[[settlement]]\nyear = 2022\n[[settlement]]\nyear = 2022"), []string{"E022 a.toml 2022"}, "2022년이 두 번"},
		{"실적 of a year twice", one(naOfNa, "[[performance]]\nyear = 2022\ntext = \"글\"\n[[performance]]\nyear = 2022\ntext = \"글\""), []string{"E022 a.toml 2022"}, "2022년이 두 번"},

		{"an unknown department", one("bureau = \"나국\"\ndepartment = \"나가\"", ""), []string{"E023 a.toml 나가"}, "나과"},
		{"a department of another bureau", one("bureau = \"가국\"\ndepartment = \"나과\"", ""), []string{"E023 a.toml 가국"}, `bureau = "나국"`},
		{"no bureau where there are some", one("department = \"나과\"", ""), []string{"E023 a.toml 나과"}, `bureau = "나국"`},
		{"a bureau where there is none", files("book.toml", county, "a.toml", project("a", naOfNa, "")), []string{"E023 a.toml 나국"}, "bureau 줄을 지우십시오"},
		{"bureaus and departments", files("book.toml", city+"department = [{ name = \"라과\" }]\n", "a.toml", project("a", naOfNa, "")), []string{"E009 book.toml 라과"}, "[[bureau]]의 departments"},

		{"an unknown source", one(naOfNa, "[funding]\ncitty = 1_000"), []string{"E024 a.toml citty"}, "city"},
		{"a source outside the budget in funding", one(naOfNa, "[funding]\ndistrict = 1_000"), []string{"E024 a.toml district"}, "[outside]에 적으십시오"},
		{"a source of the budget outside it", one(naOfNa, "[outside]\ncity = 1_000"), []string{"E024 a.toml city"}, "[funding]에 적으십시오"},
		{"an unknown source of a line", one(naOfNa, "[[line]]\ncode = \"201-01\"\nname = \"목\"\nbase = 0\nfunding = { x = 1 }\nbase_funding = { y = 1 }"), []string{"E024 a.toml x", "E024 a.toml y"}, "national, city"},
		{"nothing outside to name", files("book.toml", strings.Replace(city, ", outside = true", "", 1), "a.toml", project("a", naOfNa, "[outside]\nx = 1")), []string{"E024 a.toml x"}, "[[source]]"},
		{"no source of the budget", replaced(`source = [
  { key = "national", label = "국비", national = true },
  { key = "city", label = "시비" },
  { key = "district", label = "구비", outside = true },
]`, "source = []"), []string{"E006 book.toml "}, "key = "},
		{"national and outside", replaced("outside = true", "outside = true, national = true"), []string{"E009 book.toml true"}, "하나를 지우십시오"},

		{"no such day", replaced("2025-11-01", "2025-11-31"), []string{"E025 book.toml 2025-11-31"}, ""},
		{"no such month", one(naOfNa, "[overview]\nfrom = \"2026-13\""), []string{"E025 a.toml 2026-13"}, ""},
		{"a period backwards", one(naOfNa, "[overview]\nfrom = \"2026-03\"\nto = \"2026-02\""), []string{"E025 a.toml 2026-02"}, "from과 to"},
		{"a period of one month", one(naOfNa, "[overview]\nfrom = \"2026-03\"\nto = \"2026-03\""), nil, ""},
		{"a day beside its month", one(naOfNa, "[overview]\nfrom = \"2026-03-15\"\nto = \"2026-03\""), nil, ""},
		{"a day beside an earlier month", one(naOfNa, "[overview]\nfrom = \"2026-03-15\"\nto = \"2026-02\""), []string{"E025 a.toml 2026-02"}, ""},
		{"a step backwards", one(naOfNa, "[[schedule]]\nstep = \"가\"\nfrom = \"2026-03-02\"\nto = \"2026-03-01\""), []string{"E025 a.toml 2026-03-01"}, ""},

		{"a 추경 without its number", replaced(`"본예산"`, `"추가경정예산"`), []string{"E006 book.toml 추가경정예산"}, "round = 1"},
		{"a 본예산 with a number", replaced(`"본예산"`, "\"본예산\"\nround = 1"), []string{"E009 book.toml 1"}, "round 줄을 지우십시오"},
		{"another version of the format", replaced("schema = 1", "schema = 2"), []string{"E009 book.toml 2"}, "schema = 1"},
		{"an id of 65 letters", files("book.toml", city, "a.toml", project(strings.Repeat("a", 65), naOfNa, "")), []string{"E009 a.toml " + strings.Repeat("a", 65)}, "짧은"},
		{"an id of 64 letters", files("book.toml", city, "a.toml", project(strings.Repeat("a", 64), naOfNa, "")), nil, ""},
		{"a line without basis or base", one(naOfNa, "[[line]]\ncode = \"201-01\"\nname = \"빈목\""), []string{"E006 a.toml 빈목"}, "base만 남기십시오"},
		{"an ended line", one(naOfNa, "[[line]]\ncode = \"201-01\"\nname = \"빈목\"\nbase = 0"), nil, ""},
		{"a 부기 without anything", one(naOfNa, "[[line]]\ncode = \"201-01\"\nname = \"목\"\nbasis = [{ label = \"빈부기\" }]"), []string{"E006 a.toml 빈부기"}, "formula"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, sources, ds := budget.Load(c.fsys, 0)
			var got []string
			for _, d := range ds {
				got = append(got, fmt.Sprintf("%s %s %s", d.Code, d.Span.File, sources[d.Span.File][d.Span.Start:d.Span.End]))
			}
			var told strings.Builder
			diag.Write(&told, ds, sources, "")
			if !slices.Equal(got, c.want) {
				t.Fatalf("got %q, want %q\n%s", got, c.want, told.String())
			}
			if !strings.Contains(told.String(), c.says) {
				t.Errorf("%q is not in\n%s", c.says, told.String())
			}
			for _, d := range ds {
				if len(d.Hints) == 0 {
					t.Errorf("%s: no hint", d.Code)
				}
			}
		})
	}
}

// TestAllAtOnce: one broken file hides no problem of another.
func TestAllAtOnce(t *testing.T) {
	_, _, ds := budget.Load(files("book.toml", strings.Replace(city, "2025-11-01", "2025-11-31", 1),
		"a.toml", "깨진 = = 글", "b.toml", project("b", "department = \"없는과\"", ""), "c.toml", project("c", naOfNa, "titel = \"\"")), 0)
	var got []string
	for _, d := range diag.Sort(ds) {
		got = append(got, d.Span.File+" "+d.Code)
	}
	want := []string{"a.toml E003", "b.toml E023", "book.toml E025", "c.toml E004"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestCompanion: long texts may stand in ID.md, under the headings of the sheet.
func TestCompanion(t *testing.T) {
	for _, c := range []struct {
		name, toml, md string
		want           []string
		says           string
		history        string
	}{
		{"a text", "", "# 추진경위\n\n- 2012년 시작\n  - 첫째\n\n# 향후 기대효과\n- 효과\n", nil, "", "\n- 2012년 시작\n  - 첫째"},
		{"a deeper heading", "", "### 추진경위\n- 글\n", nil, "", "- 글"},
		{"an empty file", "", "\n", nil, "", ""},
		{"an unknown heading", "", "# 추진경과\n- 글\n", []string{"E004 # 추진경과"}, "혹시 # 추진경위", ""},
		{"a far heading", "", "# 예산\n- 글\n", []string{"E004 # 예산"}, "쓸 수 있는 제목: 사업목적", ""},
		{"text before any heading", "", "- 글\n# 추진경위\n- 글\n", []string{"E009 - 글"}, "# 추진경위", ""},
		{"given twice in the file", "", "# 추진경위\n- 하나\n# 추진경위\n- 둘\n", []string{"E022 # 추진경위"}, "먼저 나온 곳", "- 하나"},
		{"given in both files", "[narrative]\nhistory = \"- 하나\"", "# 추진경위\n- 둘\n", []string{"E022 # 추진경위"}, "한 곳에만", "- 하나"},
		{"a heading without a blank is text", "", "# 추진경위\n#글\n", nil, "", "#글"},
		{"not UTF-8", "", "# \xc3\xdf\xc1\xf8\n", []string{"E002"}, "UTF-8", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, sources, ds := budget.Load(files("book.toml", city, "a.toml", project("a", naOfNa, c.toml), "a.md", c.md), 0)
			var got []string
			for _, d := range ds {
				if d.Span.File != "a.md" {
					t.Errorf("%s is told in %s", d.Code, d.Span.File)
				}
				got = append(got, strings.TrimSpace(d.Code+" "+sources["a.md"][d.Span.Start:min(d.Span.End, len(sources["a.md"]))]))
			}
			if len(c.want) == 1 && c.want[0] == "E002" && len(got) == 1 {
				got[0], _, _ = strings.Cut(got[0], " ")
			}
			var told strings.Builder
			diag.Write(&told, ds, sources, "")
			if !slices.Equal(got, c.want) || !strings.Contains(told.String(), c.says) {
				t.Fatalf("got %q, want %q and %q\n%s", got, c.want, c.says, told.String())
			}
			if len(c.want) > 0 {
				if len(book.Projects) != 0 {
					t.Error("the project is used all the same")
				}
				return
			}
			if got := book.Projects[0].Narrative.History.Value; got != c.history {
				t.Errorf("history %q, want %q", got, c.history)
			}
		})
	}
}

// TestCompanionPlaces: a place inside a companion's text is a place in that file.
func TestCompanionPlaces(t *testing.T) {
	book, sources, ds := budget.Load(files("book.toml", city, "a.toml", project("a", naOfNa, ""), "a.md", "# 사업목적\n- 목적\n# 추진경위\n- 경위\n"), 0)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	at := book.Projects[0].Narrative.History.Part(2, 8)
	if got := sources[at.File][at.Start:at.End]; at.File != "a.md" || got != "경위" {
		t.Errorf("got %q in %s", got, at.File)
	}
}
