package calc_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
)

// totalsOf reads a book whose book.toml has more at its head, and sums it.
func totalsOf(t *testing.T, more string, projects map[string]string) *calc.Totals {
	t.Helper()
	fsys := fstest.MapFS{"book.toml": {Data: []byte(more + bookText)}}
	for name, text := range projects {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	book, _, ds := budget.Load(fsys)
	if diag.HasErrors(ds) {
		t.Fatal(ds)
	}
	var sheets []*calc.Sheet
	for _, p := range book.Projects {
		s, ds := calc.Compute(book, p)
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		sheets = append(sheets, s)
	}
	totals, ds := calc.Sum(book, sheets)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return totals
}

// projectOf is a project file with the lines, each CODE 천원.
func projectOf(id, account, department, program string, lines ...string) string {
	text := strings.Replace(fmt.Sprintf(headText, id, department), "일반회계", account, 1) + program
	for _, l := range lines {
		code, won, _ := strings.Cut(l, " ")
		text += strings.Replace(line("", won+"천원"), "201-01", code, 1)
	}
	return text
}

// TestNet: 순계 is 합계 less the lines whose 통계목 the book calls 내부거래.
func TestNet(t *testing.T) {
	projects := map[string]string{
		"a.toml": projectOf("a", "일반회계", "가과", "", "201-01 10", "701-01 4"),
		"b.toml": projectOf("b", "일반회계", "나과", "", "702-01 3"),
	}
	for _, c := range []struct{ name, internal, want string }{
		{"none named", "", "17 0 17"},
		{"one", `internal = ["701-01"]`, "17 4 13"},
		{"two", `internal = ["701-01", "702-01"]`, "17 7 10"},
		{"one that no line has", `internal = ["703-01"]`, "17 0 17"},
	} {
		t.Run(c.name, func(t *testing.T) {
			totals := totalsOf(t, c.internal+"\n", projects)
			got := strings.Join([]string{value(totals.All.Current.Figure), value(totals.Internal), value(totals.Net)}, " ")
			if got != c.want {
				t.Errorf("합계, 내부거래, 순계: %s, want %s", got, c.want)
			}
		})
	}
}

// TestGroupings: the same money cut by every property, names in the order in which they first
// come, nothing for a project without the property.
func TestGroupings(t *testing.T) {
	const culture = "program = { field = \"문화\", section = \"예술\", policy = \"예술 진흥\", unit = \"축제\" }\n"
	const welfare = "program = { field = \"복지\", section = \"노인\", policy = \"어르신\", unit = \"급식\" }\n"
	totals := totalsOf(t, "", map[string]string{
		"a.toml": projectOf("a", "일반회계", "가과", welfare, "201-01 1", "301-01 2"),
		"b.toml": projectOf("b", "특별회계", "나과", culture, "201-01 4"),
		"c.toml": projectOf("c", "일반회계", "나과", welfare, "401-01 8"),
		"d.toml": projectOf("d", "일반회계", "나과", "", "401-01 16"),
	})
	var got []string
	for _, g := range totals.By {
		text := g.By + ":"
		for _, r := range g.Rows {
			text += " " + r.Name + " " + value(r.Current)
		}
		got = append(got, text)
	}
	want := []string{
		"실·국:",
		"부서: 가과 3 나과 28",
		"회계: 일반회계 27 특별회계 4",
		"분야: 복지 11 문화 4",
		"부문: 노인 11 예술 4",
		"정책사업: 어르신 11 예술 진흥 4",
		"단위사업: 급식 11 축제 4",
		"통계목: 201-01 5 301-01 2 401-01 24",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestOneAccount: a book that names its only account is divided too.
func TestOneAccount(t *testing.T) {
	totals := totalsOf(t, "accounts = [\"일반회계\"]\n", map[string]string{"a.toml": projectOf("a", "일반회계", "가과", "", "201-01 1")})
	if len(totals.Groups) != 1 || totals.Groups[0].Account != "일반회계" {
		t.Errorf("got %+v, want one group of 일반회계", totals.Groups)
	}
}

// TestAccounts: a book that names its accounts is cut by account, then by department.
func TestAccounts(t *testing.T) {
	projects := map[string]string{
		"a.toml": projectOf("a", "일반회계", "가과", "", "201-01 1"),
		"b.toml": projectOf("b", "특별회계", "가과", "", "201-01 2"),
		"c.toml": projectOf("c", "일반회계", "나과", "", "201-01 4"),
		"d.toml": projectOf("d", "특별회계", "가과", "", "201-01 8"),
	}
	for _, c := range []struct {
		name, accounts string
		want           []string
	}{
		{"not divided", "", []string{" 가과 3: 11 (department[가과])", " 나과 1: 4 (department[나과])"}},
		{"divided", `accounts = ["일반회계", "특별회계"]`, []string{
			"일반회계 가과 1: 1 (account[일반회계].department[가과])", "일반회계 나과 1: 4 (account[일반회계].department[나과])",
			"특별회계 가과 2: 10 (account[특별회계].department[가과])"}},
		{"the last department of one account is the first of the next", `accounts = ["특별회계", "일반회계"]`, []string{
			"특별회계 가과 2: 10 (account[특별회계].department[가과])", "일반회계 가과 1: 1 (account[일반회계].department[가과])",
			"일반회계 나과 1: 4 (account[일반회계].department[나과])"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			totals := totalsOf(t, c.accounts+"\n", projects)
			var got []string
			for _, g := range totals.Groups {
				f := g.Row.Current.Figure
				got = append(got, fmt.Sprintf("%s %s %d: %s (%s)", g.Account, g.Seat.Department.Value, len(g.Sheets), value(f), f.ID))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if value(totals.All.Current.Figure) != "15" {
				t.Errorf("합계 %s, want 15", value(totals.All.Current.Figure))
			}
		})
	}
}
