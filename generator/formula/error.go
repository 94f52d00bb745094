package formula

import (
	"strings"
	"unicode/utf8"
)

// Error tells what is wrong with a formula, where, and what to type instead.
// Message and Hint are Korean sentences for the person who wrote the formula.
type Error struct {
	Offset  int    // where the wrong stretch begins, in bytes of the text
	Column  int    // the same in characters, from 1
	Length  int    // its bytes; 0 only where the text is empty
	Message string // what is wrong
	Hint    string // what to type, or ""
}

func (e *Error) Error() string { return e.Message }

func newError(text string, at span, message, hint string) *Error {
	return &Error{
		Offset:  at.from,
		Column:  utf8.RuneCountInString(text[:at.from]) + 1,
		Length:  at.to - at.from,
		Message: message,
		Hint:    hint,
	}
}

// quote sets a piece of the user's text in a message, cut where it is long.
func quote(s string) string {
	const most = 20
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return "'" + s + "'"
}
