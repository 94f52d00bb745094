// Package diag holds places in source files and the messages about them.
//
// A stage of the generator takes a value and returns (value, []Diagnostic); it
// never prints. Only cmd/budgetbook turns diagnostics into text, with [Write].
// The package knows nothing of budgets.
package diag

import (
	"cmp"
	"slices"
)

// Span is a stretch of one source file, in bytes of the text as it was decoded
// (BOM removed). The zero Span means "no place": a message about the whole run.
//
// Line and column are computed when a message is printed ([Sources.Position]),
// never stored.
type Span struct {
	File       string // path inside the book folder, with forward slashes
	Start, End int    // byte offsets, Start <= End
}

// IsZero reports whether the span names no file.
func (s Span) IsZero() bool { return s.File == "" }

// Sub is the part [from, to) of the span, in bytes from its start. It is cut to the span.
func (s Span) Sub(from, to int) Span {
	start := min(s.Start+max(from, 0), s.End)
	return Span{File: s.File, Start: start, End: min(s.Start+max(to, from), s.End)}
}

// Severity of a diagnostic follows from its code's first letter.
type Severity string

const (
	Error   Severity = "error"   // 오류: cannot be right, stops the build
	Warning Severity = "warning" // 확인: odd but possible, the build goes on
)

// Korean is the word that is printed before the code.
func (s Severity) Korean() string {
	if s == Error {
		return "오류"
	}
	return "확인"
}

// Diagnostic is one thing to tell the user.
type Diagnostic struct {
	Code    string   // "E201" or "W310", listed in the catalogue ([Explain])
	Span    Span     // the value that is wrong
	Message string   // what is wrong, both figures; one Korean sentence without a full stop
	Hints   []string // 도움말: what to type
	Notes   []Note   // 참고: other places that belong to it
}

// Note points at a second place of a diagnostic.
type Note struct {
	Span    Span
	Message string
}

// Severity tells errors (E…) from warnings (W…).
func (d Diagnostic) Severity() Severity {
	if d.Code != "" && d.Code[0] == 'E' {
		return Error
	}
	return Warning
}

// HasErrors reports whether any diagnostic stops the build.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity() == Error })
}

// Sort orders by file, place, code and message, so that the order of work never shows.
// It drops exact repetitions, and a message without a place where the same one has a
// place too: a title, say, stands on its sheet and in the contents made of it.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Span.File, b.Span.File),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
	ds = slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.Span == b.Span && a.Code == b.Code && a.Message == b.Message
	})
	type said struct{ code, message string }
	placed := map[said]bool{}
	for _, d := range ds {
		if !d.Span.IsZero() {
			placed[said{d.Code, d.Message}] = true
		}
	}
	return slices.DeleteFunc(ds, func(d Diagnostic) bool {
		return d.Span.IsZero() && placed[said{d.Code, d.Message}]
	})
}
