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
// it, as text references and [expect] name figures; nil where there is none or several.
func (s *Sheet) Named(name string) *figure.Figure {
	if id := aliases[name]; id != "" {
		name = id
	}
	if name == nationalID {
		return s.Total.Current.National
	}
	for _, kind := range []string{"통계목 ", "부기 ", "산출내역 "} {
		if bare, ok := strings.CutPrefix(name, kind); ok && s.Find(name) == nil {
			name = bare
		}
	}
	if f := s.Find(name); f != nil {
		return f
	}
	var found *figure.Figure
	for _, f := range s.figures {
		if f.Label != name {
			continue
		}
		// A 통계목 with a single 부기 of the same name is the same amount: take the sum.
		if found != nil && !slices.Contains(f.Parts(), found) {
			return nil
		}
		found = f
	}
	return found
}

// Names lists every name that [Sheet.Named] knows, for a did-you-mean.
func (s *Sheet) Names() []string {
	names := slices.Sorted(maps.Keys(aliases))
	for _, f := range s.figures {
		names = append(names, f.ID, f.Label)
	}
	return names
}
