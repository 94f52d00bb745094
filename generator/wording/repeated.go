package wording

import (
	"fmt"
	"strings"

	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// repeated finds a name that stands twice in one list. A list whose count is wrong as
// well is left to countsOfLists; lists of counts (5년차 1개소, …) to W310.
func repeated(rule *form.ListRule, t *text) (ds []diag.Diagnostic) {
	t.each(func(it *item) {
		if !strings.ContainsAny(it.text, commas) {
			return
		}
		lists := read(rule, it.text).lists
		if len(lists) == 0 {
			lists = bracketed(rule, it.text)
		}
		for _, l := range lists {
			first, second, ok := l.twice()
			if !ok || counted(rule, it.text, l) {
				continue
			}
			ds = append(ds, diag.Diagnostic{Code: "W371", Span: it.at(second.from, second.to),
				Message: fmt.Sprintf("한 목록에 두 번 있습니다: %s", second.name),
				Hints:   []string{"하나를 지우거나 다른 이름으로 고치십시오"},
				Notes:   []diag.Note{{Span: it.at(first.from, first.to), Message: "먼저 나온 곳"}}})
		}
	})
	return ds
}

// bracketed lists the lists of two names or more that stand in brackets.
func bracketed(rule *form.ListRule, text string) (out []list) {
	for i := range len(text) {
		if text[i] != '(' {
			continue
		}
		if end := bracket(text, i); end >= 0 {
			if l, ok := names(rule, text, i+1, end); ok && len(l.entries) > 1 {
				out = append(out, l)
			}
		}
	}
	return out
}

// counted reports whether a count right before the list differs from it, which is reported.
func counted(rule *form.ListRule, text string, l list) bool {
	from, to := l.entries[0].from, l.entries[len(l.entries)-1].to
	const longest = 64 // bytes of a count with its counter
	before := text[max(from-longest, 0):from]
	cs := counts(rule, before)
	if len(cs) == 0 {
		return false
	}
	c := cs[len(cs)-1]
	if strings.TrimLeft(before[c.to:], " ") != "(" {
		return false
	}
	size, clear := sizeOf(rule, c, text, from, to)
	return clear && size != c.n
}
