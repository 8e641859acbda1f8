//! Evaluation: an expression, at a node, within what is left of the bound on the work.

use super::Refusal;
use super::axes::{along, cost_of_text, expanded_name, passes, written_name};
use super::functions::Function;
use super::parse::{Axis, Expr, Operator, Start, Step};
use super::value::{Value, number_of};
use crate::tree::{AxisNode, Document, NodeId};

/// Where an expression is evaluated.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub(super) node: AxisNode,
    pub(super) position: usize,
    pub(super) size: usize,
}

pub(super) struct Evaluation<'a> {
    pub(super) document: &'a Document,
    pub(super) here: NodeId,
    pub(super) steps: &'a mut usize,
}

impl Evaluation<'_> {
    pub(super) fn value(&mut self, expr: &Expr, at: Context) -> Result<Value, Refusal> {
        self.spend(1)?;
        match expr {
            Expr::Literal(text) => Ok(Value::Text(text.clone())),
            Expr::Number(number) => Ok(Value::Number(*number)),
            Expr::Negated(inner) => {
                let inner = self.value(inner, at)?;
                Ok(Value::Number(-self.number(&inner)?))
            }
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right, at),
            Expr::Call(function, arguments) => self.call(*function, arguments, at),
            Expr::Filtered(inner, predicates) => {
                let nodes = self.nodes(inner, at)?;
                Ok(Value::Nodes(self.filtered(nodes, predicates)?))
            }
            Expr::Path(start, steps) => self.path(start, steps, at).map(Value::Nodes),
        }
    }

    fn spend(&mut self, steps: usize) -> Result<(), Refusal> {
        *self.steps = self.steps.checked_sub(steps).ok_or(Refusal::TooMuchWork)?;
        Ok(())
    }

    fn nodes(&mut self, expr: &Expr, at: Context) -> Result<Vec<AxisNode>, Refusal> {
        match self.value(expr, at)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(Refusal::Unsupported("it takes a path from something that is no nodes".to_owned())),
        }
    }

    fn text(&mut self, value: &Value) -> Result<String, Refusal> {
        if let Value::Nodes(nodes) = value {
            let cost = nodes.first().map_or(1, |node| cost_of_text(self.document, *node));
            self.spend(cost)?;
        }
        Ok(value.text(self.document))
    }

    fn number(&mut self, value: &Value) -> Result<f64, Refusal> {
        match value {
            Value::Nodes(_) => Ok(number_of(&self.text(value)?)),
            _ => Ok(value.number(self.document)),
        }
    }

    fn path(&mut self, start: &Start, steps: &[Step], at: Context) -> Result<Vec<AxisNode>, Refusal> {
        let mut nodes = match start {
            Start::Context => vec![at.node],
            Start::Root => vec![AxisNode::of(NodeId::DOCUMENT)],
            Start::At(expr) => self.nodes(expr, at)?,
        };
        for step in steps {
            let mut found = Vec::new();
            for node in &nodes {
                found.extend(self.step(*node, step)?);
            }
            found.sort_unstable();
            found.dedup();
            nodes = found;
        }
        Ok(nodes)
    }

    fn step(&mut self, from: AxisNode, step: &Step) -> Result<Vec<AxisNode>, Refusal> {
        let mut found = along(self.document, from, step.axis);
        self.spend(found.len() + 1)?;
        if step.axis == Axis::Namespace {
            self.spend(self.document.declarations_around(from.node).count())?;
        }
        found.retain(|node| passes(self.document, *node, step.axis, &step.test));
        self.filtered(found, &step.predicates)
    }

    fn filtered(&mut self, nodes: Vec<AxisNode>, predicates: &[Expr]) -> Result<Vec<AxisNode>, Refusal> {
        let mut nodes = nodes;
        for predicate in predicates {
            let size = nodes.len();
            let mut kept = Vec::new();
            for (before, node) in nodes.into_iter().enumerate() {
                let position = before + 1;
                let value = self.value(predicate, Context { node, position, size })?;
                let holds = match value {
                    Value::Number(number) => number == position as f64,
                    other => other.boolean(),
                };
                kept.extend(holds.then_some(node));
            }
            nodes = kept;
        }
        Ok(nodes)
    }

    fn binary(
        &mut self,
        operator: Operator,
        left: &Expr,
        right: &Expr,
        at: Context,
    ) -> Result<Value, Refusal> {
        match operator {
            Operator::Or => {
                Ok(Value::Boolean(self.value(left, at)?.boolean() || self.value(right, at)?.boolean()))
            }
            Operator::And => {
                Ok(Value::Boolean(self.value(left, at)?.boolean() && self.value(right, at)?.boolean()))
            }
            Operator::Union => {
                let mut nodes = self.nodes(left, at)?;
                nodes.extend(self.nodes(right, at)?);
                nodes.sort_unstable();
                nodes.dedup();
                Ok(Value::Nodes(nodes))
            }
            _ => {
                let (left, right) = (self.value(left, at)?, self.value(right, at)?);
                self.compute(operator, &left, &right)
            }
        }
    }

    fn compute(&mut self, operator: Operator, left: &Value, right: &Value) -> Result<Value, Refusal> {
        let arithmetic: fn(f64, f64) -> f64 = match operator {
            Operator::Add => |a, b| a + b,
            Operator::Subtract => |a, b| a - b,
            Operator::Multiply => |a, b| a * b,
            Operator::Divide => |a, b| a / b,
            Operator::Modulo => |a, b| a % b,
            _ => return self.compare(operator, left, right).map(Value::Boolean),
        };
        Ok(Value::Number(arithmetic(self.number(left)?, self.number(right)?)))
    }

    /// Comparisons (§3.4): of node-sets, whether any node in them compares so.
    fn compare(&mut self, operator: Operator, left: &Value, right: &Value) -> Result<bool, Refusal> {
        let booleans = matches!(left, Value::Boolean(_)) || matches!(right, Value::Boolean(_));
        if booleans && matches!(operator, Operator::Equal | Operator::Unequal) {
            return Ok((left.boolean() == right.boolean()) == (operator == Operator::Equal));
        }
        for one in self.each(left)? {
            for other in self.each(right)? {
                if self.compare_one(operator, &one, &other)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Every node of a node-set as its text; another value as itself.
    fn each(&mut self, value: &Value) -> Result<Vec<Value>, Refusal> {
        let Value::Nodes(nodes) = value else { return Ok(vec![value.clone()]) };
        nodes
            .iter()
            .map(|node| {
                self.spend(cost_of_text(self.document, *node))?;
                Ok(Value::Text(self.document.string_value(*node)))
            })
            .collect()
    }

    fn compare_one(&mut self, operator: Operator, left: &Value, right: &Value) -> Result<bool, Refusal> {
        self.spend(1)?;
        let texts = matches!(left, Value::Text(_)) && matches!(right, Value::Text(_));
        if texts && matches!(operator, Operator::Equal | Operator::Unequal) {
            return Ok((left == right) == (operator == Operator::Equal));
        }
        let (left, right) = (left.number(self.document), right.number(self.document));
        Ok(match operator {
            Operator::Equal => left == right,
            Operator::Unequal => left != right,
            Operator::Less => left < right,
            Operator::LessOrEqual => left <= right,
            Operator::Greater => left > right,
            _ => left >= right,
        })
    }

    fn call(&mut self, function: Function, arguments: &[Expr], at: Context) -> Result<Value, Refusal> {
        let document = self.document;
        Ok(match function {
            Function::True => Value::Boolean(true),
            Function::False => Value::Boolean(false),
            Function::Position => Value::Number(at.position as f64),
            Function::Last => Value::Number(at.size as f64),
            Function::Here => Value::Nodes(vec![AxisNode::of(self.here)]),
            Function::Boolean => Value::Boolean(self.argument(arguments, 0, at)?.boolean()),
            Function::Not => Value::Boolean(!self.argument(arguments, 0, at)?.boolean()),
            Function::Count => Value::Number(self.argument_nodes(arguments, at)?.len() as f64),
            Function::Id => self.by_id(arguments, at)?,
            Function::LocalName => self.name(arguments, at, |node| expanded_name(document, node).1)?,
            Function::NamespaceUri => self.name(arguments, at, |node| expanded_name(document, node).0)?,
            Function::Name => self.name(arguments, at, |node| written_name(document, node))?,
            Function::Number => {
                let value = self.argument(arguments, 0, at)?;
                Value::Number(self.number(&value)?)
            }
            _ => self.call_with_text(function, arguments, at)?,
        })
    }

    fn call_with_text(
        &mut self,
        function: Function,
        arguments: &[Expr],
        at: Context,
    ) -> Result<Value, Refusal> {
        let mut texts = Vec::new();
        for place in 0..arguments.len().max(1) {
            let value = self.argument(arguments, place, at)?;
            texts.push(self.text(&value)?);
        }
        let first = texts.first().map_or("", String::as_str);
        let second = texts.get(1).map_or("", String::as_str);
        Ok(match function {
            Function::Concat => Value::Text(texts.concat()),
            Function::Contains => Value::Boolean(first.contains(second)),
            Function::StartsWith => Value::Boolean(first.starts_with(second)),
            Function::StringLength => Value::Number(first.chars().count() as f64),
            Function::NormalizeSpace => {
                let words = first.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
                Value::Text(words.collect::<Vec<_>>().join(" "))
            }
            _ => Value::Text(first.to_owned()),
        })
    }

    /// An argument; one that is left out is the node itself.
    fn argument(&mut self, arguments: &[Expr], place: usize, at: Context) -> Result<Value, Refusal> {
        match arguments.get(place) {
            Some(argument) => self.value(argument, at),
            None => Ok(Value::Nodes(vec![at.node])),
        }
    }

    fn argument_nodes(&mut self, arguments: &[Expr], at: Context) -> Result<Vec<AxisNode>, Refusal> {
        match self.argument(arguments, 0, at)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(Refusal::Unsupported("it counts or names something that is no nodes".to_owned())),
        }
    }

    fn name<'d>(
        &mut self,
        arguments: &[Expr],
        at: Context,
        of: impl Fn(AxisNode) -> &'d str,
    ) -> Result<Value, Refusal> {
        let nodes = self.argument_nodes(arguments, at)?;
        Ok(Value::Text(nodes.first().map_or("", |node| of(*node)).to_owned()))
    }

    /// `id()`: by the attributes that a schema makes identifiers, or that look like one where there is no other.
    fn by_id(&mut self, arguments: &[Expr], at: Context) -> Result<Value, Refusal> {
        let value = self.argument(arguments, 0, at)?;
        let mut found = Vec::new();
        for text in self.each(&value)? {
            let text = self.text(&text)?;
            for id in text.split_ascii_whitespace() {
                self.spend(self.document.ids.len() + 1)?;
                let all = self.document.with_id(id);
                let by_schema = all.iter().any(|named| named.declared);
                let count = all.into_iter().filter(|named| named.declared == by_schema);
                found.extend(count.map(|named| AxisNode::of(named.node)));
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(Value::Nodes(found))
    }
}
