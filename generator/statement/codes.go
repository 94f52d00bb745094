package statement

import (
	"fmt"
	"sync"

	"budgetbook/generator/budget"
	"budgetbook/generator/codes"
	"budgetbook/generator/diag"
	"budgetbook/generator/source"
)

// tables are the 과목표 that are built in: read once, never changed.
var tables = sync.OnceValue(codes.Load)

// contradicts reports whether the book would be refused for the codes of this project.
func (c *converter) contradicts(p budget.Project) bool {
	found, _ := codes.Check(tables(), int64(c.opt.Year), &p)
	return diag.HasErrors(found)
}

// written is a text of the source format that stands in no file yet.
func written(s string) source.Text { return source.Text{Value: s} }

// lineName is the name of a 통계목. One that is missing is the 과목표's; one that belongs to
// another code stays beside the 과목표's, since a book with it alone would be refused.
func (c *converter) lineName(code string, t text) (name string, said []string) {
	item, listed, _ := tables().Item(int64(c.opt.Year), code)
	listed = listed && item.Name != ""
	name, fault := c.name(t, "이름 없는 통계목")
	switch {
	case c.clean(t) == "" && listed:
		return item.Name, []string{"통계목의 이름이 없어 과목표의 이름을 적었습니다"}
	case fault != "":
		said = append(said, "통계목의 "+fault)
	}
	if listed && c.clashes(code, name) {
		said = append(said, fmt.Sprintf("통계목의 이름이 코드와 달라 과목표의 이름을 앞에 적었습니다: %s %s", code, c.quote(name)))
		name = item.Name + "(원자료: " + name + ")"
	}
	return name, said
}

// clashes is contradicts for a 통계목, asked once for each.
func (c *converter) clashes(code, name string) bool {
	key := [2]string{code, name}
	clash, known := c.clash[key]
	if !known {
		clash = c.contradicts(budget.Project{Lines: []budget.Line{{Code: written(code), Name: written(name)}}})
		c.clash[key] = clash
	}
	return clash
}

// program checks 분야 and 부문: one that belongs to another 분야 is left out and told of.
func (c *converter) program(field, section string) (as string, said []string) {
	if field == "" || section == "" || !c.contradicts(budget.Project{Program: &budget.Program{Field: written(field), Section: written(section)}}) {
		return section, nil
	}
	return "", []string{fmt.Sprintf("부문이 분야 '%s'의 것이 아니어서 뺐습니다: %s", field, c.quote(section))}
}

// onlyRemaindersUnlisted reports whether the book would warn of the codes of remainder lines, and of
// no other: their 통계목 cannot be known, so that warning is allowed from the start.
func (c *converter) onlyRemaindersUnlisted(lines []line) bool {
	remainder := false
	for _, l := range lines {
		_, listed, _ := tables().Item(int64(c.opt.Year), l.code)
		if !listed && l.name != Remainder {
			return false
		}
		remainder = remainder || !listed
	}
	return remainder
}
