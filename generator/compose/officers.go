package compose

import (
	"strings"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/form"
	"budgetbook/generator/source"
)

// Columns of the officers' table that are not roles.
const (
	bureauColumn     = "bureau"
	departmentColumn = "department"
	contactColumn    = "contact" // of the public edition
)

// officers is □ 사업 담당자. The council edition names the officers by role; the public
// edition gives the department and its main number. A government without 실·국 has
// no such column.
func (c *composer) officers(b *form.Block) []doc.Block {
	p := c.sheet.Project
	c.checkRoles(b)
	columns := c.officerColumns(b)
	row := newRow(doc.Plain, columns)
	for _, col := range columns {
		switch col.ID {
		case bureauColumn:
			row.Cells = append(row.Cells, written(p.Bureau))
		case departmentColumn:
			row.Cells = append(row.Cells, written(p.Department))
		case contactColumn:
			row.Cells = append(row.Cells, written(c.book.Contact))
		default:
			row.Cells = append(row.Cells, c.officer(col.ID))
		}
	}
	t := c.table(b, columns)
	t.Body = []doc.Row{row}
	return []doc.Block{t}
}

// officerColumns are the columns that the edition has.
func (c *composer) officerColumns(b *form.Block) (columns []form.Column) {
	for _, col := range b.Columns {
		role := col.ID != bureauColumn && col.ID != departmentColumn
		if col.ID == bureauColumn && len(c.book.Bureaus) == 0 || role && c.edition == Public {
			continue
		}
		columns = append(columns, col)
	}
	if c.edition == Public && c.book.Contact.Given() {
		columns = append(columns, form.Column{ID: contactColumn, Head: b.Contact, Width: 400, Align: "center"})
	}
	return columns
}

// officer is the cell of a role: name above phone, for each officer who has the role.
func (c *composer) officer(role string) doc.Cell {
	var in []doc.Inline
	for _, o := range c.sheet.Project.Officers {
		if o.Role.Value != role {
			continue
		}
		if len(in) > 0 {
			in = append(in, doc.Break{})
		}
		in = append(in, text(o.Name))
		if o.Phone.Given() {
			in = append(in, doc.Break{}, text(o.Phone))
		}
	}
	if len(in) == 0 {
		return doc.Cell{}
	}
	return cell(in...)
}

// checkRoles reports officers whose role has no column: they would vanish.
func (c *composer) checkRoles(b *form.Block) {
	var roles []string
	known := map[string]bool{}
	for _, col := range b.Columns {
		if col.ID != bureauColumn && col.ID != departmentColumn {
			roles = append(roles, col.ID)
			known[col.ID] = true
		}
	}
	for _, o := range c.sheet.Project.Officers {
		if known[o.Role.Value] {
			continue
		}
		d := diag.Diagnostic{Code: "E009", Span: o.Role.Span,
			Message: "담당자 표에 없는 직위입니다: " + o.Role.Value,
			Hints:   []string{"쓸 수 있는 직위: " + strings.Join(roles, ", ")}}
		if near, ok := source.Nearest(o.Role.Value, roles); ok {
			d.Hints = append([]string{"혹시 " + near + " 입니까?"}, d.Hints...)
		}
		c.report(d)
	}
}
