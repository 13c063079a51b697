import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  camel,
  className,
  domainOf,
  isPythonIdentifier,
  isReservedFileName,
  kebab,
  plural,
  serviceKey,
  shown,
  singular,
  snake,
} from '../../src/system/names.ts'

test.each([
  ['OrderItem', 'OrderItem'],
  ['HTTPServer', 'HTTPServer'],
  ['order_item', 'OrderItem'],
  ['orderItem', 'OrderItem'],
  ['Order_Item', 'OrderItem'],
  ['2fa', '2fa'],
])('the class of %s is %s', (name, expected) => {
  expect(className(name)).toBe(expected)
})

describe('spelling', () => {
  test.each([
    ['OrderItem', 'order_item', 'OrderItem', 'order-item'],
    ['order-item', 'order_item', 'OrderItem', 'order-item'],
    ['HTTPServer', 'http_server', 'HttpServer', 'http-server'],
    ['auth2Token', 'auth2_token', 'Auth2Token', 'auth2-token'],
    ['', '', '', ''],
  ])('%s', (name, snaked, cameled, kebabed) => {
    expect([snake(name), camel(name), kebab(name)]).toEqual([snaked, cameled, kebabed])
  })

  test.each([
    ['category', 'categories'],
    ['day', 'days'],
    ['box', 'boxes'],
    ['address', 'addresses'],
    ['batch', 'batches'],
    ['product', 'products'],
    ['house', 'houses'],
  ])('%s, %s', (one, many) => {
    expect(plural(one)).toBe(many)
    expect(singular(many)).toBe(one)
  })

  test.each(['status', 'series', 'address', 'news', 'is'])('%s is singular already', (word) => {
    expect(singular(word)).toBe(word)
  })

  test('snake is a fixed point of itself', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(snake(snake(name))).toBe(snake(name))
      }),
    )
  })

  test('what a service is about', () => {
    expect(domainOf('order-history-service')).toBe('order_history')
    expect(domainOf('Auth_Service')).toBe('auth')
    expect(domainOf('service')).toBe('service')
    expect(serviceKey('Order_history-service')).toBe('order-history')
  })
})

describe('limits', () => {
  test('Python identifiers', () => {
    expect(['a', '_a', 'a1', 'match'].every(isPythonIdentifier)).toBe(true)
    expect(['', '1a', 'class', 'a-b', 'naïve', 'None'].some(isPythonIdentifier)).toBe(false)
  })

  test('file names that Windows refuses', () => {
    expect(['con', 'CON', 'aux.py', 'lpt9', 'nul.tar.gz'].every(isReservedFileName)).toBe(true)
    expect(['console', 'com', 'com10', 'lpt0'].some(isReservedFileName)).toBe(false)
  })

  test('a hostile name is shown on one line without marks', () => {
    expect(shown('a\nb\u202e`c`')).toBe('a\\u000ab\\u202e\\u0060c\\u0060')
    expect(shown('x'.repeat(1_000_000))).toHaveLength(60)
  })
})
