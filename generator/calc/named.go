package calc

import (
	"maps"
	"slices"
	"strings"

	"budgetbook/generator/figure"
)

// aliases are the Korean names of figures that every sheet has.
var aliases = map[string]string{
	"사업비": "total", "예산액": "total", "전년도": "total.base", "기정액": "total.base",
	"증감": "total.change", "증감률": "total.rate", "국비": nationalID,
}

// nationalID names 국비 of the whole project, however it is known.
const nationalID = "national"

// IsAlias reports whether every sheet has a figure of that Korean name, given or not.
func IsAlias(name string) bool { return aliases[name] != "" }

// Named finds a figure by its id, its Korean alias, or its label where only one figure has
// it ([Sheet.Labelled]), as text references and [expect] name figures; nil where there is
// none or several.
func (s *Sheet) Named(name string) *figure.Figure {
	if id := aliases[name]; id != "" {
		name = id
	}
	if name == nationalID {
		return s.Total.Current.National
	}
	if f := s.Find(name); f != nil {
		return f
	}
	if found := s.Labelled(name); len(found) == 1 {
		return found[0]
	}
	return nil
}

// Labelled lists the figures with the label, one behind the other as computed. A word for the
// kind before the label (부기 급식비) leaves those of that kind. A sum of one part of the same
// label is the same amount and stands for it.
func (s *Sheet) Labelled(name string) (found []*figure.Figure) {
	add := func(label, kind string) {
		for _, f := range s.figures {
			if f.Label != label || kind != "" && kindOf(f.ID) != kind || strings.HasSuffix(f.ID, ownSuffix) {
				continue
			}
			if parts := f.Parts(); len(parts) == 1 {
				found = slices.DeleteFunc(found, func(p *figure.Figure) bool { return p == parts[0] })
			}
			found = append(found, f)
		}
	}
	if add(name, ""); found != nil {
		return found
	}
	if kind, label, ok := strings.Cut(name, " "); ok && slices.Contains(kinds, kind) {
		add(label, kind)
	}
	return found
}

// kinds are the levels of 산출근거 by the depth of their ids: line[1].basis[2].item[3].
var kinds = []string{"통계목", "부기", "산출내역"}

// ownSuffix ends the id of a 부기's own formula where it has items too: its label is that of
// the 부기, which is the sum.
const ownSuffix = ".own"

// kindOf is the level of a figure of 산출근거, "" for any other.
func kindOf(id string) string {
	depth := strings.Count(id, ".")
	if !strings.HasPrefix(id, "line[") || !strings.HasSuffix(id, "]") || depth >= len(kinds) {
		return ""
	}
	return kinds[depth]
}

// Names lists every name that [Sheet.Named] knows, for a did-you-mean.
func (s *Sheet) Names() []string {
	names := slices.Sorted(maps.Keys(aliases))
	for _, f := range s.figures {
		names = append(names, f.ID, f.Label)
	}
	return names
}

// Named lists the figures of the book with the id or, where no id is such, with the label:
// 실·국 and 회계 may have one name.
func (t *Totals) Named(name string) (found []*figure.Figure) {
	for _, f := range t.figures {
		if f.ID == name {
			return []*figure.Figure{f}
		}
		if f.Label == name {
			found = append(found, f)
		}
	}
	return found
}

// Names lists every name that [Totals.Named] knows, for a did-you-mean.
func (t *Totals) Names() (names []string) {
	for _, f := range t.figures {
		names = append(names, f.ID, f.Label)
	}
	return names
}
