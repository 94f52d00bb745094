// Package statement turns a 세출예산 사업명세서, the tree of 부서, 세부사업, 편성목, 통계목, 부기 and
// 산출기초 that a government publishes, into a book folder of the source format.
//
// The bytes of one JSON file go in, the bytes of book.toml and of one TOML file a project
// come out. The figures of the book that results are those that were printed: where
// printed parts do not add up to what is printed above them, in either direction, the
// difference becomes a line of its own ([Remainder]). Nothing of the source is dropped
// without a [Note], and what the source does not tell is not made up. The package
// touches no disk and writes TOML as plain text.
package statement

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"budgetbook/generator/money"
)

// Remainder is the name of a line that holds what the printed parts leave over.
const Remainder = "원자료에 없는 나머지"

// UnknownAccount stands where the source does not tell the 회계.
const UnknownAccount = "회계 미상"

// The limits keep a wrong or hostile file from taking the machine. The largest city has
// some 4,000 projects; the longest project of the county read for this has 121 lines.
const (
	MaxBytes    = 64 << 20
	maxProjects = 20_000
	maxLeaves   = 5_000   // of one project, so that its file stays below the limits of package source
	maxAll      = 500_000 // of all projects
	maxFile     = 8 << 20 // bytes of one project file, the limit of package source
)

// maxAmount is the most that one amount of a statement may be: twice the budget of the
// largest city. What passes it is a slip of a digit and is not read as an amount.
const maxAmount = money.Limit / 10

// Options say what the file itself does not.
type Options struct {
	Government string // 기관
	Year       int    // 회계연도
	Kind       string // 본예산 or 추가경정예산
	Round      int    // 추경 차수; 0 for 본예산
	Rounding   money.Mode

	// Printable reports whether the book's fonts have a character; what they lack is
	// replaced. nil takes them all.
	Printable func(rune) bool
}

// Result is a book folder and what there is to say about it.
type Result struct {
	Files  []File // book.toml first, then the projects in print order
	Notes  []Note // in the order of the file; about the whole book last
	Counts Counts
}

// File is a file of the book folder.
type File struct {
	Name string
	Data []byte
}

// Note is a 확인: something that was not as a statement should be, and what became of it.
type Note struct {
	Project string // 부서 and 세부사업; "" about the whole book
	Item    string // 통계목 and 부기; "" about the whole project
	Message string // one Korean sentence without a full stop
}

// String is the note on one line.
func (n Note) String() string {
	text := "확인: "
	if n.Project != "" {
		text += n.Project + ": "
	}
	if n.Item != "" {
		text += n.Item + ": "
	}
	return text + n.Message
}

// Counts is how much was read.
type Counts struct {
	Projects   int
	Leaves     int // 부기 without 산출내역, and 산출내역
	Formulas   int // 산식 that were read
	Fixed      int // leaves without a readable 산식, kept as an amount
	Remainders int // lines named Remainder
}

// Convert reads a statement. The error is an [*Error] where it has a place in the file.
func Convert(data []byte, opt Options) (*Result, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("파일이 너무 큽니다: %dMB까지 읽습니다", MaxBytes>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, notUTF8(data)
	}
	if more(data, maxProjects) {
		return nil, fmt.Errorf("사업이 너무 많습니다: %d건까지 읽습니다", maxProjects)
	}
	elements, err := split(data)
	if err != nil {
		return nil, err
	}
	c := &converter{opt: opt, matches: map[money.Mode]int{}, used: map[string]bool{}, sources: map[string]bool{}, clash: map[[2]string]bool{}}
	c.opt.Government = c.clean(text(opt.Government))
	var projects []project
	for i, raw := range elements {
		if p, ok := decodeProject(raw); ok {
			projects = append(projects, p)
			continue
		}
		c.result.Notes = append(c.result.Notes, Note{Message: fmt.Sprintf("%d번째 값은 사업이 아니어서 읽지 않았습니다: %s", i+1, c.quote(string(raw)))})
	}
	if len(projects) == 0 {
		return nil, errors.New(`파일에 사업이 하나도 없습니다. 사업은 {"department": …, "project": …, "amount": 천원, "groups": […]} 모양이어야 합니다`)
	}
	if err := c.book(projects); err != nil {
		return nil, err
	}
	return &c.result, nil
}
