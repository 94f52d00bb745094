package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
	"budgetbook/generator/source"
)

// TestBook holds the rules over a whole book at their edges: projects of 가과 and 나과 with
// 3,000원 each, and what book.toml expects of them.
func TestBook(t *testing.T) {
	one := project("a", "사업", "일반회계", "가과")
	two := map[string]string{"a.toml": one, "b.toml": project("b", "다른 사업", "일반회계", "나과")}
	twice := func(account, department string) map[string]string {
		return map[string]string{"a.toml": one, "b.toml": project("b", "사업", account, department)}
	}
	group := func(by, name, won string) string {
		return fmt.Sprintf("[[expect.group]]\nby = %q\nname = %q\nwon = %s\n", by, name, won)
	}
	for _, c := range []struct {
		name, book, expect string
		projects           map[string]string
		want, says         []string
	}{
		// no project twice
		{name: "one title, two departments", projects: twice("일반회계", "나과")},
		{name: "one title, two accounts", projects: twice("특별회계", "가과")},
		{name: "one title twice", projects: twice("일반회계", "가과"), want: []string{"W234 사업"}, says: []string{"이름의 사업이 또 있습니다: 사업", "먼저 나온 곳 @사업", "두 번 넣지"}},

		// published sums
		{name: "all equal", book: `internal = ["201-01"]`, expect: "[expect]\nprojects = 2\ntotal = 6_000\nnet = 0\n" + group("부서", "가과", "3_000") + group("회계", "일반회계", "6_000")},
		{name: "an expect of nothing", expect: "[expect]\n"},
		{name: "one project too many", expect: "[expect]\nprojects = 1\n", want: []string{"E218 1"}, says: []string{"적힌 수 1, 폴더의 사업 2"}},
		{name: "no project wanted", expect: "[expect]\nprojects = 0\n", want: []string{"E218 0"}},
		{name: "the total", expect: "[expect]\ntotal = 7_000\n", want: []string{"E218 7_000"}, says: []string{"총계 금액이 사업을 더한 값과 다릅니다: 적힌 값 7천원, 더한 값 6천원, 차이 1천원", "빠진 사업이 없는지"}},
		{name: "the net", expect: "[expect]\ntotal = 6_000\nnet = 5_000\n", want: []string{"E218 5_000"}, says: []string{"순계 금액", "차이 △1천원"}},
		{name: "in 천원", expect: "[expect]\ntotal = 6\n", want: []string{"E218 6"}, says: []string{"원 단위로 6_000 을", "!빠진 사업이"}},
		{name: "a group is the culprit of the total", expect: "[expect]\ntotal = 7_000\n" + group("부서", "가과", "4_000"),
			want: []string{"E218 4_000"}, says: []string{"부서 가과 금액이 사업을 더한 값과 다릅니다: 적힌 값 4천원, 더한 값 3천원"}},
		{name: "two groups are the culprits of the total", expect: "[expect]\ntotal = 9_000\n" + group("부서", "가과", "4_000") + group("부서", "나과", "5_000"),
			want: []string{"E218 4_000", "E218 5_000"}},
		{name: "two groups of which one is below", expect: "[expect]\ntotal = 5_000\n" + group("부서", "가과", "4_000") + group("부서", "나과", "1_000"),
			want: []string{"E218 4_000", "E218 1_000"}},
		{name: "another cut of the budget is the culprit", expect: "[expect]\ntotal = 8_000\n" + group("회계", "일반회계", "8_000") + group("부서", "가과", "4_000"),
			want: []string{"E218 8_000", "E218 4_000"}},
		{name: "the group and the total are off by different amounts", expect: "[expect]\ntotal = 8_000\n" + group("부서", "가과", "4_000"), want: []string{"E218 4_000", "E218 8_000"}},
		{name: "the group is off, the total not", expect: "[expect]\ntotal = 6_000\n" + group("부서", "가과", "4_000"), want: []string{"E218 4_000"}},
		{name: "an unknown name, nearly right", expect: "[expect]\n" + group("회계", "일반회개", "6_000"), want: []string{"E218 일반회개"},
			says: []string{"이 책에 없는 회계입니다: 일반회개", `[혹시 "일반회계" 입니까? 이름을 고치거나`}},
		{name: "an unknown name, far off", expect: "[expect]\n" + group("회계", "기금", "6_000"), want: []string{"E218 기금"}, says: []string{"!혹시"}},
		{name: "a name of another cut", expect: "[expect]\n" + group("회계", "가과", "3_000"), want: []string{"E218 가과"}, says: []string{"이 책에 없는 회계입니다: 가과", "!혹시"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			texts := map[string]string{"book.toml": fmt.Sprintf(bookText, c.book) + "[[department]]\nname = \"나과\"\n" + c.expect}
			texts["book.toml"] = strings.Replace(texts["book.toml"], "department = [{ name = \"가과\" }]\n", "[[department]]\nname = \"가과\"\n", 1)
			if c.projects == nil {
				c.projects = two
			}
			fsys := fstest.MapFS{"book.toml": {Data: []byte(texts["book.toml"])}}
			for name, text := range c.projects {
				texts[name], fsys[name] = text, &fstest.MapFile{Data: []byte(text)}
			}
			book, _, ds := budget.Load(fsys, 0)
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			var sheets []*calc.Sheet
			for _, p := range book.Projects {
				sheet, _ := calc.Compute(book, p)
				sheets = append(sheets, sheet)
			}
			totals, ds := calc.Sum(book, sheets)
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			compare(t, texts, check.Book(book, totals), c.want, c.says)
		})
	}
}

// project is a whole project with one line of 3,000원.
func project(id, title, account, department string) string {
	return fmt.Sprintf("schema = 1\nid = %q\ntitle = %q\naccount = %q\ndepartment = %q\n", id, title, account, department) + line("", "3,000원")
}

// TestBookUnknown: sums that could not be computed are not compared, and a project whose
// id stands twice is not told again by its title.
func TestBookUnknown(t *testing.T) {
	book, sheet := compute(t, "", line("", "1,000원"))
	book.Expect = &budget.BookExpect{}
	book.Expect.Total = won(t, "[expect]\ntotal = 1_000\n"+line("", "1,000원"))
	book.Expect.Net = book.Expect.Total
	if ds := check.Book(book, &calc.Totals{Groups: []calc.Group{{Entries: []calc.Entry{sheet, sheet}}}}); len(ds) > 0 {
		t.Error(ds)
	}
}

// won is the amount that a project expects as its total.
func won(t *testing.T, project string) source.Won {
	t.Helper()
	book, _ := compute(t, "", project)
	return book.Projects[0].Expect.Total
}
