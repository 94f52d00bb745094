package xlsx

import (
	"strconv"
	"strings"
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

// quoted is a sheet name inside a formula.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
