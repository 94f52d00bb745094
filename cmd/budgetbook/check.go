package main

import (
	"encoding/json"
	"flag"
	"fmt"

	"budgetbook/generator/book"
	"budgetbook/generator/diag"
	"budgetbook/generator/money"
)

func runCheck(u *ui, args []string) int {
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "")
	previous := fs.String("previous", "", "")
	rest, code, ok := u.parse(fs, args, 1, 1)
	if !ok {
		return code
	}
	dir := rest[0]
	if !*asJSON && u.isFile(dir) {
		return exitFailed
	}
	c := book.Check(folder(dir), 0)
	if *previous != "" {
		before := book.Check(folder(*previous), 0)
		if diag.HasErrors(before.Diagnostics) {
			fmt.Fprintf(u.err, "앞선 책에 오류가 있어 견줄 수 없습니다. 먼저 고치십시오: budgetbook check %s\n", *previous)
			return exitFailed
		}
		c.Compare(before)
	}
	if diag.HasErrors(c.Diagnostics) {
		code = exitFailed
	}
	if *asJSON {
		u.json(c)
		return code
	}
	u.diagnostics(u.out, c.Diagnostics, c.Sources, dir)
	if code != exitDone { // a total over a part of the projects would mislead
		fmt.Fprintf(u.out, "%s: %s\n", dir, counted(c.Diagnostics))
		return code
	}
	total := ""
	if f := c.Totals.All.Current.Figure; f != nil {
		total = ", 예산액 " + f.Won.Exact()
	}
	fmt.Fprintf(u.out, "%s: 사업 %d건%s, %s\n", dir, len(c.Sheets), total, counted(c.Diagnostics))
	return code
}

// jsonReport is what check -json prints: a contract with other programs.
type jsonReport struct {
	Book        string           `json:"book"`
	Totals      []jsonTotal      `json:"totals"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonTotal struct {
	ID         string     `json:"id"`
	Title      string     `json:"title"`
	Department string     `json:"department"`
	Won        *money.Won `json:"won"` // null where it cannot be computed
}

type jsonDiagnostic struct {
	Code     string        `json:"code"`
	Severity diag.Severity `json:"severity"`
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Message  string        `json:"message"`
	Hints    []string      `json:"hints"`
}

func (u *ui) json(c *book.Checked) {
	r := jsonReport{Totals: []jsonTotal{}, Diagnostics: []jsonDiagnostic{}}
	if c.Book != nil {
		r.Book = c.Book.Title.Value
	}
	for _, s := range c.Sheets {
		t := jsonTotal{ID: s.Project.ID.Value, Title: s.Project.Title.Value, Department: s.Project.Department.Value}
		if f := s.Total.Current.Figure; f != nil {
			t.Won = &f.Won
		}
		r.Totals = append(r.Totals, t)
	}
	for _, d := range c.Diagnostics {
		line, column := c.Sources.Position(d.Span)
		r.Diagnostics = append(r.Diagnostics, jsonDiagnostic{d.Code, d.Severity(), d.Span.File, line, column, d.Message, append([]string{}, d.Hints...)})
	}
	enc := json.NewEncoder(u.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		fmt.Fprintln(u.err, err)
	}
}
