package xlsx

import (
	"bytes"
	"maps"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Without formulas every cell shows what it shows with them.
func TestValuesOnly(t *testing.T) {
	shown := func(values bool) (cells map[string]string, formulas int) {
		w := sample(t)
		w.ValuesOnly = values
		data, err := Render(w)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		cells = map[string]string{}
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			for r, row := range rows {
				for c, value := range row {
					name, _ := excelize.CoordinatesToCellName(c+1, r+1)
					cells[sheet+"!"+name] = value
					if formula, _ := f.GetCellFormula(sheet, name); formula != "" {
						formulas++
					}
				}
			}
		}
		return cells, formulas
	}
	live, some := shown(false)
	fixed, none := shown(true)
	if some == 0 || none != 0 {
		t.Errorf("%d formulas live, %d without", some, none)
	}
	if !maps.Equal(live, fixed) {
		t.Error("the values differ")
	}
}
