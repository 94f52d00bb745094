// Package check holds the rules that a computed sheet must keep: identities of
// budget documents (errors) and oddities (warnings). One rule, one function; a rule
// compares what was typed with what was computed, never two computed figures of
// the same origin. A figure that is not given is not checked.
package check

import (
	"fmt"
	"iter"
	"path"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// rules over one sheet, in the order of the sheet's sections.
var rules = []func(*budget.Book, *calc.Sheet) []diag.Diagnostic{
	projectPeriod,
	funding,
	fundingOfLines,
	nationalParts,
	ratios,
	expectations,
	basisWrittenResults,
	ownFormulaBesideItems,
	baseOnSomeLines,
	baseNationalOnSomeLines,
	baseOfOtherScale,
	planTotals,
	singleYear,
	continuing,
	carryover,
	scheduleTotal,
	schedulePeriods,
	scheduleCounts,
	settlementExpectations,
	settlementSigns,
	settlementFinal,
	settlementComplete,
	settlementChain,
}

// Sheet runs every rule over one sheet.
func Sheet(book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for _, rule := range rules {
		ds = append(ds, rule(book, s)...)
	}
	return ds
}

// Allowed is a warning that the office accepted, with its reason.
type Allowed struct {
	Diagnostic diag.Diagnostic
	Reason     string
}

// ApplyAllow takes out the warnings that the [[allow]] of a project, or of book.toml for
// itself, accepts. An [[allow]] that accepts nothing is reported: the trouble is gone, and
// so should the excuse be. Where the project has errors that is not known.
func ApplyAllow(book *budget.Book, projects iter.Seq[*budget.Project], ds []diag.Diagnostic) (kept []diag.Diagnostic, allowed []Allowed) {
	type key struct{ project, code string }
	project := func(file string) string { return strings.TrimSuffix(file, path.Ext(file)) } // ID.md belongs to ID.toml
	reasons := map[key]string{}
	used := map[key]bool{}
	type list struct {
		file  string
		allow []budget.Allow
	}
	lists := []list{{budget.BookFile, book.Allow}}
	for p := range projects {
		lists = append(lists, list{p.File.Name, p.Allow})
	}
	for _, l := range lists {
		for _, a := range l.allow {
			reasons[key{project(l.file), a.Code.Value}] = a.Reason.Value
		}
	}
	unchecked := map[string]bool{} // projects with errors: rules that need the missing figures did not run
	for _, d := range ds {
		k := key{project(d.Span.File), d.Code}
		if d.Severity() == diag.Error {
			unchecked[k.project] = true
		}
		if reason, ok := reasons[k]; ok && d.Severity() == diag.Warning {
			allowed = append(allowed, Allowed{d, reason})
			used[k] = true
			continue
		}
		kept = append(kept, d)
	}
	for _, l := range lists {
		for _, a := range l.allow {
			if name := project(l.file); !used[key{name, a.Code.Value}] && !unchecked[name] {
				kept = append(kept, diag.Diagnostic{Code: "W350", Span: a.Code.Span,
					Message: "허용한 확인이 이 파일에 없습니다: " + a.Code.Value,
					Hints:   []string{"이 [[allow]]를 지우십시오"}})
			}
		}
	}
	return kept, allowed
}

// scaleHint tells an amount that was typed in 천원 where 원 is wanted (or the other way
// round): the two, which are not equal, differ by exactly a thousand times.
func scaleHint(written, computed money.Won) []string {
	switch {
	case computed/1000 == written && computed%1000 == 0:
		return []string{fmt.Sprintf("천원 단위로 적은 것 같습니다. 원 단위로 %s 을 적으십시오", underscored(computed))}
	case written/1000 == computed && written%1000 == 0:
		return []string{fmt.Sprintf("1,000배로 적은 것 같습니다. 원 단위로 %s 을 적으십시오", underscored(computed))}
	}
	return nil
}

// misscaled is the part of a sum that was typed in another unit: with the right amount in
// its place the sum is what it should be. nil where there is no such part.
func misscaled(parts []*figure.Figure, sum, should money.Won) (part *figure.Figure, right money.Won) {
	for _, f := range parts {
		if right := should - (sum - f.Won); scaleHint(f.Won, right) != nil {
			return f, right
		}
	}
	return nil, 0
}

// underscored is an amount as TOML writes it: 566_600_000.
func underscored(w money.Won) string {
	text := []byte(w.In(money.InWon))
	for i, b := range text {
		if b == ',' {
			text[i] = '_'
		}
	}
	out := string(text)
	if w < 0 {
		out = "-" + out[len(money.Negative):]
	}
	return out
}

// shareSum is the sum of the given shares, 원.
func shareSum(shares []calc.Share) (sum money.Won, given []calc.Share) {
	for _, s := range shares {
		if s.Figure != nil {
			sum += s.Figure.Won // bounded: each is below 10^15 and there are few
			given = append(given, s)
		}
	}
	return sum, given
}

// differ is the sentence that names both figures and their difference.
func differ(what string, written, computed money.Won, than string) string {
	diff := written - computed
	return fmt.Sprintf("%s: 적힌 값 %s, %s %s, 차이 %s", what, written.Exact(), than, computed.Exact(), diff.Exact())
}

// under is the figure computed by another rounding rule; ok is false where a part of
// it is unknown.
func under(f *figure.Figure, m money.Mode) (won money.Won, ok bool) {
	switch e := f.Expr.(type) {
	case figure.Formula:
		won, err := money.Round(e.Exact, e.Unit, m)
		return won, err == nil
	case figure.Sum:
		for i, part := range f.Parts() {
			w, ok := under(part, m)
			if !ok {
				return 0, false
			}
			if i < len(e.Plus) {
				won += w
			} else {
				won -= w
			}
		}
		return won, true
	default:
		return f.Won, true
	}
}
