// Package codes holds the classifications of the budget by fiscal year — 편성목 and 통계목,
// 분야 and 부문 — as templates/codes/ lists them, and holds a book against them.
//
// Numbers and names change with the year (401-01 is 시설비 in 2026 and 시설공사보상비 in
// 2027), and the lists are not complete. So every lookup is by year, takes the nearest
// year where its own has nothing, and says so.
package codes

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"budgetbook/generator/diag"
	"budgetbook/generator/source"
	"budgetbook/templates"
)

// Item is 통계목, or 부문 of 분야, in the list of a year.
type Item struct {
	Code      string // 201-01; 063
	Name      string // "" where only the code is known
	GroupCode string // 편성목 201; 분야 060
	GroupName string
	Year      int64  // fiscal year of the list
	Source    string // where it was read, and how surely
	Unsure    bool   // written from memory: a name that differs proves nothing

	letters, groupLetters string // of the names, for looking them up
}

// Tables are the lists of every year.
type Tables struct {
	items     []year // earlier years first
	functions []year
}

// year is the list of one fiscal year.
type year struct {
	year   int64
	groups []Item // 편성목, 분야: GroupCode and GroupName only
	items  []Item
}

// Load reads the lists that are built in. They are part of the program: a fault in them
// is a fault of ours.
func Load() *Tables {
	t, err := read(templates.FS, "codes")
	if err != nil {
		panic("codes: " + err.Error())
	}
	return t
}

// table is a file of templates/codes.
type table struct {
	Schema  int      `toml:"schema" jsonschema:"required"`
	Year    int      `toml:"fiscal_year" jsonschema:"required"`
	Origins []origin `toml:"origin" jsonschema:"required"`
	Groups  []group  `toml:"group" jsonschema:"required"`
}

// origin is a document that rows were taken from.
type origin struct {
	Key      string `toml:"key" jsonschema:"required"`
	Verified string `toml:"verified" jsonschema:"required,enum=원문,enum=2차,enum=코드만,enum=미확인"`
	Source   string `toml:"source" jsonschema:"required"`
}

// group is 편성목 or 분야. Its origin is that of its rows where they name none.
type group struct {
	Code   string `toml:"code" jsonschema:"required"`
	Name   string `toml:"name" jsonschema:"required"`
	Origin string `toml:"origin" jsonschema:"required"`
	Items  []row  `toml:"item"`
}

type row struct {
	Code   string `toml:"code" jsonschema:"required"`
	Name   string `toml:"name"`
	Origin string `toml:"origin"`
	Note   string `toml:"note"`
}

func read(fsys fs.FS, dir string) (*Tables, error) {
	names, err := fs.Glob(fsys, dir+"/*.toml")
	if err != nil {
		return nil, err
	}
	var t Tables
	for _, name := range names {
		file, ds := source.Read(fsys, name)
		var tab table
		ds = append(ds, source.Decode(file, &tab)...)
		if diag.HasErrors(ds) {
			return nil, fmt.Errorf("%s: %s", name, ds[0].Message)
		}
		y, err := tab.year()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if strings.HasPrefix(name, dir+"/items-") {
			t.items = append(t.items, y)
		} else {
			t.functions = append(t.functions, y)
		}
	}
	for _, years := range [][]year{t.items, t.functions} {
		slices.SortFunc(years, func(a, b year) int { return cmp.Compare(a.year, b.year) })
	}
	return &t, nil
}

// year flattens a file.
func (t table) year() (y year, err error) {
	origins := map[string]origin{}
	for _, o := range t.Origins {
		origins[o.Key] = o
	}
	seen := map[string]bool{}
	y.year = int64(t.Year)
	for _, g := range t.Groups {
		group := Item{GroupCode: g.Code, GroupName: g.Name, Year: y.year, groupLetters: letters(g.Name)}
		y.groups = append(y.groups, group)
		for _, r := range g.Items {
			o, ok := origins[cmp.Or(r.Origin, g.Origin)]
			if !ok || seen[r.Code] {
				return y, fmt.Errorf("%s: twice, or of unknown origin", r.Code)
			}
			seen[r.Code] = true
			item := group
			item.Code, item.Name, item.letters = r.Code, r.Name, letters(r.Name)
			item.Source = o.Verified + ": " + o.Source
			item.Unsure = o.Verified == "미확인"
			y.items = append(y.items, item)
		}
	}
	return y, nil
}

// nearest orders years by their distance from the wanted one, the earlier first at equal
// distance: a book follows the list it was written by, not one that did not exist yet.
func nearest(years []year, wanted int64) []year {
	sorted := slices.Clone(years)
	slices.SortStableFunc(sorted, func(a, b year) int {
		return cmp.Compare(max(a.year-wanted, wanted-a.year), max(b.year-wanted, wanted-b.year))
	})
	return sorted
}

// find is the first row that fits in the list of the wanted year or the nearest that has one.
func find(years []year, wanted int64, fits func(*Item) bool) (item Item, ok bool) {
	for _, y := range nearest(years, wanted) {
		for i := range y.items {
			if fits(&y.items[i]) {
				return y.items[i], true
			}
		}
	}
	return Item{}, false
}

// Item is the 통계목 with the code in the list of the fiscal year; exact is false where
// that year has none, and the row is of the nearest year that has it.
func (t *Tables) Item(fiscalYear int64, code string) (item Item, ok, exact bool) {
	item, ok = find(t.items, fiscalYear, func(i *Item) bool { return i.Code == code })
	return item, ok, ok && item.Year == fiscalYear
}

// Group is the name of 편성목 in the list of the fiscal year or the nearest that has it; "" where none has.
func (t *Tables) Group(fiscalYear int64, code string) string {
	for _, y := range nearest(t.items, fiscalYear) {
		if i := slices.IndexFunc(y.groups, func(g Item) bool { return g.GroupCode == code }); i >= 0 {
			return y.groups[i].GroupName
		}
	}
	return ""
}

// Years are the fiscal years of the lists that a book of the fiscal year is held against
// first: 통계목, and 분야 with 부문.
func (t *Tables) Years(fiscalYear int64) (items, functions int64) {
	return nearest(t.items, fiscalYear)[0].year, nearest(t.functions, fiscalYear)[0].year
}

// named is the 통계목 with the name, likewise.
func (t *Tables) named(fiscalYear int64, name string) (Item, bool) {
	want := letters(name)
	return find(t.items, fiscalYear, func(i *Item) bool { return i.Name != "" && i.letters == want })
}

// Section is the 부문 with the name; where several 분야 have one, that of the field.
func (t *Tables) Section(fiscalYear int64, field, name string) (Item, bool) {
	want, of := letters(name), letters(field)
	same := func(i *Item) bool { return i.letters == want }
	if item, ok := find(t.functions, fiscalYear, func(i *Item) bool { return same(i) && i.groupLetters == of }); ok {
		return item, true
	}
	return find(t.functions, fiscalYear, same)
}

// Field is the 분야 with the name: a row without 부문.
func (t *Tables) Field(fiscalYear int64, name string) (Item, bool) {
	want := letters(name)
	return t.group(fiscalYear, func(i Item) bool { return i.groupLetters == want })
}

// fieldOf is the 분야 with the code, as the year names it.
func (t *Tables) fieldOf(fiscalYear int64, code string) Item {
	item, _ := t.group(fiscalYear, func(i Item) bool { return i.GroupCode == code })
	return item
}

func (t *Tables) group(fiscalYear int64, fits func(Item) bool) (Item, bool) {
	for _, y := range nearest(t.functions, fiscalYear) {
		if i := slices.IndexFunc(y.groups, fits); i >= 0 {
			return y.groups[i], true
		}
	}
	return Item{}, false
}

// letters is a name without what offices write in different ways: blanks, middle dots,
// brackets and commas.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '(', ')', '（', '）', ',', '，', '·', 'ㆍ', '․', '‧', '∙', '・':
			return -1
		}
		return r
	}, name)
}
