package judge

import (
	"slices"
	"strings"
	"testing"
)

// Every number in every workbook is what LibreOffice gives when it calculates anew.
func TestWorkbooksRecalculated(t *testing.T) {
	names := withCounty(t, ".xlsx")
	fresh := recalculated(t, false)
	total := 0
	for _, name := range names {
		wrong, formulas := disagreements(worksheets(t, name), fresh[name])
		if len(wrong) > 0 {
			t.Errorf("%s:\n%s", short(name), strings.Join(wrong, "\n"))
		}
		if formulas == 0 {
			t.Errorf("%s: no formulas", short(name))
		}
		total += formulas
	}
	t.Logf("%d files, %d formula cells", len(names), total)

	// The comparison itself: one stored value changed is one disagreement.
	book := worksheets(t, names[0])
	for s := range book {
		i := slices.IndexFunc(book[s].cells, func(c cell) bool { return c.formula != "" })
		if i < 0 {
			continue
		}
		c := &book[s].cells[i]
		for _, damage := range []struct{ value, kind string }{{c.value + "1", ""}, {"", ""}, {c.value, "str"}, {"#REF!", "e"}} {
			kept := *c
			c.value, c.kind = damage.value, damage.kind
			if wrong, _ := disagreements(book, fresh[names[0]]); len(wrong) != 1 {
				t.Errorf("%s!%s stored as %+v is not noticed: %q", book[s].name, c.ref, damage, wrong)
			}
			*c = kept
		}
	}
}
