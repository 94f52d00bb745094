package compose

import (
	"budgetbook/generator/doc"
	"budgetbook/generator/form"
	"budgetbook/generator/prose"
	"budgetbook/generator/source"
)

// prose is a □ item of narrative: its parts one after the other, each under its label
// where the form gives it one.
func (c *composer) prose(b *form.Block) (blocks []doc.Block) {
	for _, part := range b.Parts {
		field, ok := c.sheet.Project.Narrative.Field(part.Field)
		if !ok {
			panic("compose: form: no narrative field " + part.Field) // form.Load checks it
		}
		if !field.Given() {
			continue
		}
		if part.Label == "" {
			blocks = append(blocks, c.bullets(field, 0)...)
			continue
		}
		items := c.items(c.parse(field), 1)
		blocks = append(blocks, &doc.List{Items: []doc.Item{{Mark: c.mark(0), Text: plain(c.year(part.Label)), Children: items}}})
	}
	return blocks
}

// bullets is a narrative text as blocks, its outermost bullets at the level.
func (c *composer) bullets(t source.Text, level int) []doc.Block {
	items := c.items(c.parse(t), level)
	if len(items) == 0 {
		return nil
	}
	return []doc.Block{&doc.List{Items: items}}
}

func (c *composer) parse(t source.Text) []prose.Item {
	items, problems := prose.Parse(t)
	c.problems = append(c.problems, problems...)
	return items
}

// items gives each bullet the form's mark of its level; a plain paragraph has none.
func (c *composer) items(in []prose.Item, level int) []doc.Item {
	if len(in) == 0 {
		return nil
	}
	out := make([]doc.Item, 0, len(in))
	for _, i := range in {
		item := doc.Item{Text: c.inlines(i.Text), Children: c.items(i.Children, level+1)}
		if i.Bullet {
			item.Mark = c.mark(level)
		}
		out = append(out, item)
	}
	return out
}

// mark is the form's mark of a level; the last one serves all deeper levels.
func (c *composer) mark(level int) string {
	marks := c.form.Sheet.Marks
	return marks[min(level, len(marks)-1)]
}
