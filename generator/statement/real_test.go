package statement_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/book"
	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/judge"
	"budgetbook/generator/money"
	"budgetbook/generator/statement"
)

// printed is a node of the statement, read with no help of the package: 천원.
type printed struct {
	Department, Project, Code, Name string
	Amount                          int64
	Basis                           []string
	Groups, Stats, Items, Detail    []printed
	Execution                       map[string]int64
	ProjectCode                     string `json:"project_code"`
}

// leaf is one printed line: 부기 without 산출내역, or 산출내역.
type leaf struct {
	code, stat, basis, label string
	won                      money.Won
}

func leavesOf(p printed) (leaves []leaf) {
	for _, g := range p.Groups {
		for _, s := range g.Stats {
			for _, i := range s.Items {
				if len(i.Detail) == 0 {
					leaves = append(leaves, leaf{s.Code, s.Name, i.Name, "", money.Won(i.Amount * 1000)})
				}
				for _, d := range i.Detail {
					leaves = append(leaves, leaf{s.Code, s.Name, i.Name, d.Name, money.Won(d.Amount * 1000)})
				}
			}
		}
	}
	return leaves
}

// computed lists the same lines of the finished sheet: what a line of several formulas
// became is added up again by its label.
func computed(s *calc.Sheet, want []leaf) (leaves []leaf) {
	for _, l := range s.Lines {
		if l.Source.Name.Value == statement.Remainder {
			continue
		}
		for _, b := range l.Basis {
			name := b.Source.Label.Value
			next := leaf{}
			if len(leaves) < len(want) {
				next = want[len(leaves)]
			}
			if next.basis == name && next.label == "" {
				leaves = append(leaves, leaf{l.Source.Code.Value, l.Source.Name.Value, name, "", b.Amount.Won})
				continue
			}
			for i, f := range b.Items {
				label := b.Source.Items[i].Label.Value
				last := len(leaves) - 1
				if i > 0 && leaves[last].label == label && b.Source.Items[i-1].Label.Value == label && (last+1 == len(want) || want[last+1].label != label || leaves[last].won != want[last].won) {
					leaves[last].won += f.Won
					continue
				}
				leaves = append(leaves, leaf{l.Source.Code.Value, l.Source.Name.Value, name, label, f.Won})
			}
		}
	}
	return leaves
}

func folder(r *statement.Result) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range r.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

func TestRealCounty(t *testing.T) {
	data, err := os.ReadFile(judge.Shared(t, "real/muju-2026-part.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want []printed
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	result, err := statement.Convert(data, statement.Options{Government: "무주군", Year: 2026, Kind: "본예산", Rounding: money.Ceil})
	if err != nil {
		t.Fatal(err)
	}
	checked := book.Check(folder(result), 0)
	byCode := map[string]int{}
	for _, d := range checked.Diagnostics {
		byCode[d.Code]++
		if d.Severity() == diag.Error {
			t.Errorf("%s:%d %s %s", d.Span.File, d.Span.Start, d.Code, d.Message)
		}
	}
	if n := len(checked.Diagnostics); n > 793/8 { // names that the source's extraction cut short
		t.Errorf("a flood of %d diagnostics: %v", n, byCode)
	}
	if len(checked.Sheets) != 793 || len(want) != 793 {
		t.Fatalf("%d sheets of %d projects, want 793", len(checked.Sheets), len(want))
	}

	sheets := map[string]*calc.Sheet{}    // by the number in front of the file name, which is the place in the statement
	byDepartment := map[string][]string{} // within an account
	var accounts []string                 // as printed: each once
	for _, s := range checked.Sheets {
		number, _, _ := strings.Cut(s.Project.File.Name, "-")
		sheets[number] = s
		d := s.Project.Account.Value + " " + s.Project.Department.Value
		byDepartment[d] = append(byDepartment[d], number)
		if a := s.Project.Account.Value; len(accounts) == 0 || accounts[len(accounts)-1] != a {
			accounts = append(accounts, a)
		}
	}
	if len(accounts) != 8 || accounts[0] != "일반회계" {
		t.Errorf("accounts as printed: %v", accounts)
	}
	lines, funded := 0, 0
	var remainders []string
	for i, f := range result.Files[1:] {
		number, _, _ := strings.Cut(f.Name, "-")
		s, p := sheets[number], want[i]
		if s.Project.Title.Value != p.Project || s.Project.Department.Value != p.Department {
			t.Fatalf("%s is %s, want %s", f.Name, s.Project.Title.Value, p.Project)
		}
		d := s.Project.Account.Value + " " + p.Department
		if first := byDepartment[d][0]; first != number {
			t.Errorf("%s prints before %s", first, number)
		}
		byDepartment[d] = byDepartment[d][1:]
		if got := s.Total.Current.Figure.Won; got != money.Won(p.Amount*1000) {
			t.Errorf("%s: %s, the statement says %d천원", p.Project, got.Exact(), p.Amount)
		}
		if p.ProjectCode != "" && s.Project.ID.Value != strings.ToLower(p.ProjectCode) {
			t.Errorf("%s: id %s", p.Project, s.Project.ID.Value)
		}
		for _, l := range s.Lines {
			for _, b := range l.Basis {
				if b.Source.Label.Value == statement.Remainder {
					remainders = append(remainders, p.Project)
				}
				for _, item := range b.Source.Items {
					if item.Label.Value == statement.Remainder {
						remainders = append(remainders, p.Project)
					}
				}
			}
		}
		wanted := leavesOf(p)
		got := computed(s, wanted)
		lines += len(got)
		if len(got) != len(wanted) {
			t.Errorf("%s: %d lines, want %d", p.Project, len(got), len(wanted))
			continue
		}
		for j := range got {
			if got[j] != wanted[j] {
				t.Errorf("%s: %+v, want %+v", p.Project, got[j], wanted[j])
			}
		}
		x := p.Execution
		split := x["bdg_cash_amt"] == p.Amount*1000 && x["bdg_ntep"]+x["capep"]+x["sggep"]+x["etc_amt"] == p.Amount*1000
		if len(s.Project.Funding) > 0 {
			funded++
			if !split {
				t.Errorf("%s: has a funding that is not of this budget", p.Project)
			}
		}
	}
	if lines != 3429 {
		t.Errorf("%d leaf lines, want 3,429", lines)
	}
	if got := strings.Join(remainders, ", "); got != "지역자활센터 운영, 야생동물 보호, 보건의료원 진료서비스 제공" {
		t.Errorf("remainders in %s", got)
	}
	if funded < 100 {
		t.Errorf("only %d projects have a funding", funded)
	}
	whole := 0
	for _, n := range result.Notes {
		if n.Project == "" {
			whole++
		}
	}
	if whole != 1 {
		t.Errorf("%d notes about the whole book, want 1", whole)
	}
	t.Logf("%+v, %d with funding, %d notes, check: %v", result.Counts, funded, len(result.Notes), byCode)
}

// compute loads and computes without the form: what a fuzz run has time for.
func compute(r *statement.Result) (b *budget.Book, sheets []*calc.Sheet, ds []diag.Diagnostic) {
	b, _, ds = budget.Load(folder(r), 0)
	if b == nil {
		return &budget.Book{}, nil, ds
	}
	for _, p := range b.Projects {
		s, more := calc.Compute(b, p)
		sheets = append(sheets, s)
		ds = append(ds, more...)
	}
	_, more := calc.Sum(b, sheets)
	return b, sheets, append(ds, more...)
}
