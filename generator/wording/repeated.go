package wording

import (
	"fmt"
	"strings"

	"budgetbook/generator/diag"
)

// repeated finds a name that stands twice in one list. A list whose count is wrong as
// well is left to countsOfLists; lists of counts (5년차 1개소, …) to W310.
func (r *listRule) repeated(t *text) (ds []diag.Diagnostic) {
	t.each(func(it *item) {
		if strings.IndexFunc(it.text, comma) < 0 {
			return
		}
		lists := r.read(it).lists
		if len(lists) == 0 {
			lists = r.bracketed(it.text)
		}
		for _, l := range lists {
			first, second, ok := l.twice()
			if !ok || r.counted(it.text, l) {
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
func (r *listRule) bracketed(text string) (out []list) {
	for i := range len(text) {
		if text[i] != '(' {
			continue
		}
		if end := bracket(text, i); end >= 0 {
			if l, ok := r.names(text, i+1, end); ok && len(l.entries) > 1 {
				out = append(out, l)
			}
		}
	}
	return out
}

// counted reports whether a count right before the list differs from it, which is reported.
func (r *listRule) counted(text string, l list) bool {
	from, to := l.entries[0].from, l.entries[len(l.entries)-1].to
	const longest = 64 // bytes of a count with its counter
	before := text[max(from-longest, 0):from]
	cs := r.counts(before)
	if len(cs) == 0 {
		return false
	}
	c := cs[len(cs)-1]
	if strings.TrimLeft(before[c.to:], " ") != "(" {
		return false
	}
	size, clear := r.sizeOf(c, text, from, to)
	return clear && size != c.n
}
