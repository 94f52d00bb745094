package xlsx

import (
	"maps"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// maxSheetName is Excel's limit for the name on a tab, in UTF-16 units.
const maxSheetName = 31

// names gives out sheet names that Excel takes.
type names struct{ used map[string]bool }

func newNames() *names {
	// Excel keeps the name History for itself.
	return &names{used: map[string]bool{strings.ToLower(contentsName): true, "history": true}}
}

func (n *names) clone() *names { return &names{maps.Clone(n.used)} }

// unique makes a name fit Excel's rules: no : \ / ? * [ ] ', 31 units, once, whatever
// the case of its letters.
func (n *names) unique(name string) string {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case ':', '\\', '/', '?', '*', '[', ']':
			return '·'
		case '\'':
			return '’'
		}
		return r
	}, name))
	if name == "" {
		name = "표"
	}
	try := cut(name, maxSheetName)
	for i := 2; n.used[strings.ToLower(try)]; i++ {
		tail := " (" + strconv.Itoa(i) + ")"
		try = cut(name, maxSheetName-len(tail)) + tail
	}
	n.used[strings.ToLower(try)] = true
	return try
}

// cut shortens to at most n UTF-16 units, on a whole character.
func cut(s string, n int) string {
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > n {
			return s[:i]
		}
	}
	return s
}

// names defines the names of the workbook's figures and, for each sheet of a single table, of
// its body: 산출근거_표.
func (w *writer) names() error {
	used := map[string]bool{}
	define := func(name, refers string) error {
		if name = definedName(name); used[strings.ToLower(name)] {
			return nil // the first keeps it
		}
		used[strings.ToLower(name)] = true
		return w.define(name, "", refers)
	}
	for _, n := range w.book.Names {
		if n.Figure == nil {
			continue
		}
		at, ok := w.plan.home(n.Figure)
		if !ok {
			return w.plan.homeless(n.Figure, n.Figure)
		}
		if err := define(n.Name, quoted(w.plan.sheets[at.sheet].name)+"!"+absolute(at.row, at.col)); err != nil {
			return err
		}
	}
	for _, s := range w.plan.sheets {
		if t := s.single(); t != nil && len(t.Head) > 0 {
			area := absolute(t.top+len(t.Head)-1, 0) + ":" + absolute(s.height-1, len(t.Columns)-1)
			if err := define(s.name+"_표", quoted(s.name)+"!"+area); err != nil {
				return err
			}
		}
	}
	return nil
}

// definedName makes a name fit Excel's rules: letters, digits, _ and ., none of which looks like
// a cell (A1, R1C1), at most 255 units. An underscore before it keeps the rest from being one.
func definedName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' {
			return r
		}
		return '_'
	}, name)
	if name == "" || cellLike.MatchString(name) || !unicode.IsLetter([]rune(name)[0]) {
		name = "_" + name
	}
	return cut(name, 255)
}

var cellLike = regexp.MustCompile(`^(?i:[a-z]{1,3}[0-9]+|r[0-9]*c[0-9]*|r[0-9]*|c[0-9]*)$`)

// quoted is a sheet name inside a formula.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
