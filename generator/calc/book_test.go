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
	return totalsIn(t, more+bookText, projects)
}

// totalsIn reads a book and sums it.
func totalsIn(t *testing.T, book string, projects map[string]string) *calc.Totals {
	t.Helper()
	fsys := fstest.MapFS{"book.toml": {Data: []byte(book)}}
	for name, text := range projects {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b, _, ds := budget.Load(fsys, 0)
	if diag.HasErrors(ds) {
		t.Fatal(ds)
	}
	return totalsOfBook(t, b)
}

// totalsOfBook computes every sheet and sums them.
func totalsOfBook(t *testing.T, b *budget.Book) *calc.Totals {
	t.Helper()
	var sheets []*calc.Sheet
	for _, p := range b.Projects {
		s, ds := calc.Compute(b, p)
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		sheets = append(sheets, s)
	}
	totals, ds := calc.Sum(b, sheets)
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
	for _, g := range totals.Groupings {
		text := g.By + ":"
		for _, r := range g.Rows {
			name := r.Name + r.Title
			if r.Above != "" {
				name = r.Above + "/" + name
			}
			text += fmt.Sprintf(" %s(%d) %s %s", name, r.Projects, value(r.Current.Figure), value(r.Share))
		}
		got = append(got, text)
	}
	want := []string{
		"실·국:",
		"부서: 가과(1) 3 10% 나과(3) 28 90%",
		"회계: 일반회계(3) 27 87% 특별회계(1) 4 13%",
		"분야: 복지(2) 11 35% 문화(1) 4 13%",
		"부문: 복지/노인(2) 11 35% 문화/예술(1) 4 13%",
		"정책사업: 어르신(2) 11 35% 예술 진흥(1) 4 13%",
		"단위사업: 어르신/급식(2) 11 35% 예술 진흥/축제(1) 4 13%",
		"편성목: 201(2) 5 16% 301(1) 2 6% 401(2) 24 77%",
		"통계목: 201/201-01목(2) 5 16% 301/301-01목(1) 2 6% 401/401-01목(2) 24 77%",
		"재원: 국비(4) blank blank 기금(4) blank blank 시비(4) blank blank",
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
				got = append(got, fmt.Sprintf("%s %s %d: %s (%s)", g.Account, g.Seat.Department.Value, len(g.Entries), value(f), f.ID))
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

// TestGroupingRows: a group has the columns of the sheets, and adds up what they print.
func TestGroupingRows(t *testing.T) {
	head := func(id, department string) string { return fmt.Sprintf(headText, id, department) }
	totals := totalsOf(t, "units = { budget = \"백만원\" }\n", map[string]string{
		"a.toml": head("a", "가과") + "funding = { national = 400_000, city = 2_000_000 }\n" + line("base = 1_000_000\nbase_funding = { national = 0 }", "2,400,000원"),
		"b.toml": head("b", "가과") + "funding = { city = 2_400_000 }\n" + line("base = 1_000_000\nbase_funding = { national = 0 }", "2,400,000원"),
	})
	row := func(r calc.Row) string {
		return strings.Join([]string{value(r.Base.Figure), value(r.Current.Figure), value(r.Change.Figure), value(r.Rate.Figure), value(r.Current.National), value(r.Base.National)}, " ")
	}
	for _, by := range []string{"부서", "편성목", "통계목"} {
		g := totals.By(by).Rows[0]
		if got, want := row(g.Row), row(totals.All.Row); got != want || got != "2,000 4,800 2,800 140% 400 0" {
			t.Errorf("%s: %s, the book %s", by, got, want)
		}
		if got, want := row(g.Printed), row(totals.All.Printed); got != want || got != "2,000 4,000 2,000 140% 0 0" {
			t.Errorf("%s as printed: %s, the book %s", by, got, want)
		}
	}
	var got []string
	for _, g := range totals.By("재원").Rows {
		got = append(got, g.Name+" "+row(g.Row))
	}
	want := []string{"국비 blank 400 blank blank blank blank", "시비 blank 4,400 blank blank blank blank"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDivisions: the tree has the levels that the book has, and each adds up its parts.
func TestDivisions(t *testing.T) {
	projects := map[string]string{}
	for i, p := range []struct{ account, bureau, department string }{
		{"일반회계", "가실", "나과"}, {"일반회계", "가실", "다과"}, {"특별회계", "가실", "다과"}, {"일반회계", "라실", "가과"},
	} {
		id := string(rune('a' + i))
		projects[id+".toml"] = strings.Replace(projectOf(id, p.account, p.department, "", fmt.Sprintf("201-01 %d", 1<<i)), "department", "bureau = \""+p.bureau+"\"\ndepartment", 1)
	}
	book := strings.Replace(bookText, `department = [{ name = "가과" }, { name = "나과" }]`,
		`bureau = [{ name = "가실", departments = ["나과", "다과"] }, { name = "라실", departments = ["가과"] }]`, 1)
	var tree func(ds []calc.Division) string
	tree = func(ds []calc.Division) string {
		var out []string
		for _, d := range ds {
			text := fmt.Sprintf("%s %s %s(%d)", d.By, d.Name, value(d.Current.Figure), d.Projects)
			if d.Parts != nil {
				text += "{" + tree(d.Parts) + "}"
			} else if d.Group.Seat.Department.Value != d.Name {
				t.Errorf("%s is the group of %s", d.Name, d.Group.Seat.Department.Value)
			}
			out = append(out, text)
		}
		return strings.Join(out, ", ")
	}
	county := totalsOf(t, "", map[string]string{"a.toml": projectOf("a", "일반회계", "가과", "", "201-01 1")})
	if got, want := tree(county.Divisions), "부서 가과 1(1)"; got != want {
		t.Errorf("without 실·국 %s, want %s", got, want)
	}
	for _, c := range []struct{ accounts, want string }{
		{"", "실·국 가실 7(3){부서 나과 1(1), 부서 다과 6(2)}, 실·국 라실 8(1){부서 가과 8(1)}"},
		{"accounts = [\"일반회계\", \"특별회계\"]", "회계 일반회계 11(3){실·국 가실 3(2){부서 나과 1(1), 부서 다과 2(1)}, 실·국 라실 8(1){부서 가과 8(1)}}, " +
			"회계 특별회계 4(1){실·국 가실 4(1){부서 다과 4(1)}}"},
	} {
		totals := totalsIn(t, c.accounts+"\n"+book, projects)
		if got := tree(totals.Divisions); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
	}
}
