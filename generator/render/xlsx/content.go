package xlsx

import (
	"errors"
	"fmt"
	"strings"

	"budgetbook/generator/doc"
)

// content is what a table cell becomes: text, or one number with text around it.
type content struct {
	before string     // the whole text where there is no number
	number doc.Inline // *doc.Num with a figure, doc.Factor, doc.Exact, doc.Equal, or nil
	after  string
	bold   bool
}

var errTwoNumbers = errors.New("a cell holds more than one number")
var errPart = errors.New("a part that is not nothing needs a cell of its own")

// contentOf reads a cell. A worksheet's cell computes one number, so two are an error.
func contentOf(cell *doc.Cell) (content, error) {
	var c content
	if len(cell.Blocks) == 1 {
		if p, ok := cell.Blocks[0].(*doc.Paragraph); ok && len(p.Text) == 1 {
			if text, ok := p.Text[0].(doc.Text); ok { // most cells
				return content{before: text.S, bold: text.Bold}, nil
			}
		}
	}
	for i, block := range cell.Blocks {
		if i > 0 {
			c.write("\n")
		}
		if err := c.block(block); err != nil {
			return content{}, err
		}
	}
	return c, nil
}

func (c *content) block(b doc.Block) error {
	switch b := b.(type) {
	case *doc.Paragraph:
		return c.inlines(b.Text)
	case *doc.Heading:
		if b.Mark != "" {
			c.write(b.Mark + " ")
		}
		return c.inlines(b.Text)
	case *doc.List:
		return c.items(b.Items, "")
	case *doc.Table:
		return fmt.Errorf("table %s stands inside a cell", b.ID)
	}
	panic(fmt.Sprintf("xlsx: unknown block %T", b))
}

func (c *content) items(items []doc.Item, indent string) error {
	for i, item := range items {
		if i > 0 || indent != "" {
			c.write("\n")
		}
		c.write(indent)
		if item.Mark != "" {
			c.write(item.Mark + " ")
		}
		if err := c.inlines(item.Text); err != nil {
			return err
		}
		if err := c.items(item.Children, indent+"  "); err != nil {
			return err
		}
	}
	return nil
}

func (c *content) inlines(in []doc.Inline) error {
	for _, i := range in {
		switch i := i.(type) {
		case doc.Text:
			c.write(i.S)
			c.bold = c.bold || i.Bold
		case doc.Break:
			c.write("\n")
		case doc.Check:
			c.write(i.String())
		case *doc.Num:
			c.bold = c.bold || i.Bold
			if i.Figure == nil {
				c.write(i.String())
				continue
			}
			if i.Part != nil && i.Part.Figure != nil && i.Part.Figure.Won != 0 {
				return fmt.Errorf("%s: %w", i.Figure.ID, errPart)
			}
			if i.PartText() != "" {
				c.write(i.PartText() + " ")
			}
			if err := c.set(i); err != nil {
				return err
			}
		case doc.Factor, doc.Exact, doc.Equal:
			if err := c.set(i); err != nil {
				return err
			}
		default:
			panic(fmt.Sprintf("xlsx: unknown inline %T", i))
		}
	}
	return nil
}

func (c *content) set(number doc.Inline) error {
	if c.number != nil {
		return errTwoNumbers
	}
	c.number = number
	return nil
}

func (c *content) write(s string) {
	if c.number == nil {
		c.before += s
	} else {
		c.after += s
	}
}

// shown is the text as it will appear, for the measures of column and row.
func (c content) shown() string {
	switch n := c.number.(type) {
	case nil:
		return c.before
	case *doc.Num:
		return c.before + n.Value() + c.after
	case doc.Factor:
		return c.before + numberOf(n).Text + c.after
	case doc.Equal:
		return c.before + n.String() + c.after
	case doc.Exact:
		text := expression(n.Figure).Exact.FloatString(0)
		return c.before + text + strings.Repeat(",", len(text)/3) + c.after
	}
	panic(fmt.Sprintf("xlsx: unknown number %T", c.number))
}
